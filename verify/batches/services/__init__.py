"""Changes to batches: start, feed, settle, cancel, retry, discard."""
