"""What a platform has to show of a file, and must not strip from it."""
