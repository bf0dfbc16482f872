"""Owners and contents for tests."""

from __future__ import annotations

from hashlib import sha256

from verify.ledger.values import Viewer

DESK = Viewer(organisation=1, user=10)
COLLEAGUE = Viewer(organisation=1, user=11)
RIVAL = Viewer(organisation=2, user=20)
FREELANCER = Viewer(user=30)


def digest(words: str) -> bytes:
    """The SHA-256 of some words, for a file."""
    return sha256(words.encode()).digest()
