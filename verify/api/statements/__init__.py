"""Signed statements through the interface: recorded, read, checked, drafted; the rooms of authors do the work."""
