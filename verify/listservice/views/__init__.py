"""The list service's answers."""
