"""Credentials that their owners published, given back to copies that lost theirs: approximate, and never bound."""
