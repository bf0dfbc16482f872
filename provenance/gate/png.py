"""Header scan of PNG and APNG: size, chunk counts, frames (PNG specification, third edition)."""

from __future__ import annotations

import zlib
from typing import Final

from provenance.gate import limits
from provenance.gate.types import Shape, damaged, too_complex
from provenance.gate.window import Window

_FIRST: Final = 8


def measure(window: Window) -> Shape:
    """Give size and frames; refuses a bad header sum, a chunk past the end, and a file without picture data."""
    width, height = _header(window)
    at, frames, other, data, kind = _FIRST + 25, 0, 1, 0, b""
    while kind != b"IEND":
        length, kind = window.number(at, 4), window.take(at + 4, 4)
        window.step()
        data, other = (data + 1, other) if kind == b"IDAT" else (data, other + 1)
        frames += kind == b"fcTL"
        at += length + 12
        _within_caps(window, at, other, data)
    if not data:
        raise damaged()
    return Shape(width, height, max(frames, 1))


def _header(window: Window) -> tuple[int, int]:
    chunk = window.take(_FIRST, 25)
    if chunk[:8] != b"\x00\x00\x00\x0dIHDR" or zlib.crc32(chunk[4:21]) != int.from_bytes(chunk[21:25], "big"):
        raise damaged()
    return int.from_bytes(chunk[8:12], "big"), int.from_bytes(chunk[12:16], "big")


def _within_caps(window: Window, at: int, other: int, data: int) -> None:
    if at > window.size:
        raise damaged()
    if other > limits.MAX_PNG_CHUNKS or data > limits.MAX_PNG_DATA_CHUNKS:
        raise too_complex()
