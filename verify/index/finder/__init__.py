"""The process that searches: it maps segments, keeps the newest codes in memory, and answers over a socket."""
