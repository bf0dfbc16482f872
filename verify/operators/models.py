"""No rows of its own; Django tells only parts with this module that tables were made, and groups wait for that."""
