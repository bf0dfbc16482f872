"""Which languages the site speaks, how a reader gets theirs, and where the words of each are kept."""
