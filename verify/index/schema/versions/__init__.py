"""One file a step; each names the one before it.

The embedded chain has no step here: it keeps its words in a file of its own (`chain.sqlite3`), which no log depends on.
"""
