"""Content credentials (C2PA): read the whole edit chain, and say for every step whether it holds and who signed it."""
