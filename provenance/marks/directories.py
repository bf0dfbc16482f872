"""The manifest store of TIFF and DNG is the value of one tag (C2PA specification, appendix A.3.5)."""

from __future__ import annotations

from typing import Final

from provenance.gate import limits
from provenance.gate.window import Window

_MANIFEST_TAG: Final = 0xCD41


def has_manifest_tag(window: Window) -> bool:
    """Say whether a directory in the chain of a TIFF has the tag; a loop in the chain ends the search."""
    little = window.take(0, 2) == b"II"
    big = window.number(2, 2, little=little) == 43
    at = window.number(8, 8, little=little) if big else window.number(4, 4, little=little)
    seen = set[int]()
    while at and at not in seen and len(seen) < limits.MAX_FRAMES:
        seen.add(at)
        found, at = _directory(window, at, little=little, big=big)
        if found:
            return True
    return False


def _directory(window: Window, at: int, *, little: bool, big: bool) -> tuple[bool, int]:
    """Say whether the directory at `at` has the tag, and where the next one is."""
    counter, entry, offset = (8, 20, 8) if big else (2, 12, 4)
    count = min(window.number(at, counter, little=little), limits.MAX_TIFF_TAGS)
    at += counter
    for _ in range(count):
        window.step()
        if window.number(at, 2, little=little) == _MANIFEST_TAG:
            return True, 0
        at += entry
    return False, window.number(at, offset, little=little)
