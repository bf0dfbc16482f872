"""Events told to the addresses that somebody has subscribed: signed, retried, and each delivery on a list."""
