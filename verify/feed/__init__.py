"""What changed, page by page and signed, for those who keep a mirror and ask it at home."""
