"""Other trust lists tried on past checks: what would the headlines have been? Nothing that is stored changes by it."""
