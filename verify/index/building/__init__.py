"""The process that builds segments from the store, beside the one that searches, so that no search waits for it."""
