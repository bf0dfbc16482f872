"""Header scan of RIFF files: WebP, AVI and WAV (RFC 9649; Multimedia Programming Interface 1.0)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from provenance.gate import limits
from provenance.gate.types import Shape, damaged, too_complex
from provenance.gate.window import Window

Chunk = tuple[bytes, int, int]
"""Name, offset of the payload, length of the payload."""

# Lengths that recorders write when they stream and cannot come back to fill in the right one.
_UNKNOWN_LENGTH: Final = (0, 0xFFFFFFFF, 0x7FFFFFFF, 0x80000000)
_WEBP_PICTURES: Final = (b"VP8 ", b"VP8L", b"ANMF")
_ESSENTIAL: Final = (*_WEBP_PICTURES, b"VP8X", b"ALPH", b"fmt ", b"data", b"LIST", b"RIFF")  # codespell:ignore


def chunks(window: Window, at: int, end: int) -> Iterator[Chunk]:
    """Give the chunks from `at` to `end`; a chunk that the file needs must lie inside it, others may be cut off."""
    for _ in range(limits.MAX_RIFF_CHUNKS):
        if at + 8 > end:
            return
        window.step()
        name, length = window.take(at, 4), window.number(at + 4, 4, little=True)
        if at + 8 + length > window.size:
            length = _shortened(window, name, at + 8, length)
        yield name, at + 8, length
        at += 8 + length + (length & 1)
    raise too_complex()


def _shortened(window: Window, name: bytes, at: int, length: int) -> int:
    if name in _ESSENTIAL and not (name == b"data" and length in _UNKNOWN_LENGTH):
        raise damaged()
    return window.size - at


def measure_webp(window: Window) -> Shape:
    """Give the canvas and the number of frames of a WebP."""
    sizes, frames = [], 0
    for name, at, length in chunks(window, 12, window.size):
        if name == b"VP8X":
            sizes.append((1 + window.number(at + 4, 3, little=True), 1 + window.number(at + 7, 3, little=True)))
        elif name in _WEBP_PICTURES:
            frames += 1
            sizes.append(_webp_picture(window, name, at, length))
    if not sizes:
        raise damaged()
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    _needs_frames(width * height, frames)
    return Shape(width, height, max(frames, 1))


def _needs_frames(pixels: int, frames: int) -> None:
    """Refuse a canvas without a picture, unless its size is refused anyway for the clearer reason."""
    if not frames and pixels <= limits.MAX_PIXELS_BY_FORMAT["webp"]:
        raise damaged()


def _webp_picture(window: Window, name: bytes, at: int, length: int) -> tuple[int, int]:
    if name == b"ANMF":
        return 1 + window.number(at + 6, 3, little=True), 1 + window.number(at + 9, 3, little=True)
    if name == b"VP8L":
        if length < 5 or window.number(at, 1) != 0x2F:
            raise damaged()
        packed = window.number(at + 1, 4, little=True)
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if length < 10 or window.take(at + 3, 3) != b"\x9d\x01\x2a":
        raise damaged()
    return window.number(at + 6, 2, little=True) & 0x3FFF, window.number(at + 8, 2, little=True) & 0x3FFF


def measure_avi(window: Window) -> Shape:
    """Give the picture size of an AVI from its main header; the frames themselves are passed over as one list."""
    shape, media = None, False
    for name, at, length in chunks(window, 12, window.size):
        kind = window.peek(at, 4) if name in (b"LIST", b"RIFF") else b""
        media = media or kind in (b"movi", b"AVIX")
        if kind == b"hdrl" and window.peek(at + 4, 4) == b"avih" and length >= 52:
            shape = Shape(window.number(at + 44, 4, little=True), window.number(at + 48, 4, little=True))
    if shape is None or not media:
        raise damaged()
    return shape


def measure_wav(window: Window) -> Shape:
    """Check that a WAV has its format and its data, the format in front."""
    seen = [name for name, _, _ in chunks(window, 12, window.size)]
    if b"fmt " not in seen or b"data" not in seen:
        raise damaged()
    return Shape()
