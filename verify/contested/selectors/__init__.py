"""Questions about pages and disputes."""
