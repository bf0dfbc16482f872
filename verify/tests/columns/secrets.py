"""What the newsroom of these tests knows, and Django need not be set up to know."""

PASSWORD = "six-words-that-nobody-would-guess"
NARROW = 3
"""Checks a minute of the program whose key is called narrow."""
