"""A copy of what an installation has published, checked page by page, and asked at home."""
