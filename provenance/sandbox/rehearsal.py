"""A small picture of our own, examined before any stranger's; made by `python -m bench.rehearsal`."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

PICTURE = Path(__file__).with_name("rehearsal.jpg")


@cache
def rehearsal_picture() -> bytes:
    """The picture's bytes; read once, because a child that rehearses can open nothing any more."""
    return PICTURE.read_bytes()


def open_rehearsal_picture() -> int:
    """A read-only descriptor of it, for the caller to close."""
    return os.open(PICTURE, os.O_RDONLY | os.O_CLOEXEC)
