"""What a badge on somebody else’s page asks: what is open about one digest."""
