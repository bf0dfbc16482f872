"""Header scan of JPEG: frame size, and how many scans a decoder would have to run (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from typing import Final

from provenance.gate import limits
from provenance.gate.types import Shape, damaged, too_complex
from provenance.gate.window import Window

_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE: Final = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_SCAN: Final = 0xDA
_END: Final = 0xD9
# One fixed byte in front lets the search run at the speed of memory; fill bytes before it are passed over.
_MARKER: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_BLOCK: Final = 1 << 20
# Markers without a length of their own.
_BARE: Final = frozenset((0x01, *range(0xD0, 0xD9)))


def measure(window: Window) -> Shape:
    """Give the frame size; refuses a file without frame or scan, and one with too many scans."""
    at, shape, progressive, components = 2, None, False, 0
    for _ in range(limits.MAX_JPEG_SEGMENTS):
        marker, at = _next_segment(window, at)
        if marker == _SCAN:
            break
        if marker == _END:
            raise damaged()
        if marker in _FRAMES:
            shape = Shape(window.number(at + 5, 2), window.number(at + 3, 2))
            progressive, components = marker in _PROGRESSIVE, window.number(at + 7, 1)
        at += _length(window, at)
    else:
        raise too_complex()
    if shape is None:
        raise damaged()
    if progressive or window.number(at + 2, 1) != components:
        _count_scans(window, at)
    return shape


def _next_segment(window: Window, at: int) -> tuple[int, int]:
    """Give the marker at `at` and the place of its length field; fill, stray bytes and bare markers are passed over."""
    marker = 0x01
    while marker in _BARE:
        window.step()
        head = window.peek(at, 1024)
        found = _MARKER.search(head)
        if found is None:
            raise damaged()
        marker, at = head[found.end() - 1], at + found.end()
    return marker, at


def _length(window: Window, at: int) -> int:
    length = window.number(at, 2)
    if length < 2:
        raise damaged()
    return length


def _count_scans(window: Window, at: int) -> None:
    """Walk the segments of a picture that is coded in several passes; `at` is the first scan's length field."""
    scans, marker = 1, _SCAN
    while marker != _END:
        at = _after_coded(window, at + _length(window, at))
        if at >= window.size:
            return
        window.step()
        marker = window.number(at - 1, 1)
        scans += marker == _SCAN
        if scans > limits.MAX_SCANS:
            raise too_complex()


def _after_coded(window: Window, at: int) -> int:
    """Give the place just after the first marker behind `at`, past coded data if any, or the size of the file."""
    while at < window.size:
        block = window.bulk(at, _BLOCK)
        found = _MARKER.search(block)
        if found:
            return at + found.end()
        # One byte is looked at twice, because a marker may lie across two blocks.
        at += max(len(block) - 1, 1)
    return window.size
