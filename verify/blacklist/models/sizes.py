"""Sizes that several tables share."""

HEX_CHARS = 64
"""A SHA-256 in hexadecimal digits."""
