"""The reference page `/developers/`, drawn on this server from the schema."""
