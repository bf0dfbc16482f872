"""The camera list and its government as their pages show them; nothing here names a device or a voter."""
