"""The feed of changes over the interface: what platforms mirror to look up at home."""
