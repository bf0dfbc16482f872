"""Header scan of MP3 and FLAC: tags in front, then a first frame (ID3v2.4; RFC 9639)."""

from __future__ import annotations

from typing import Final

from provenance.formats import FORMATS, id3_length, is_mp3_stream
from provenance.gate import limits
from provenance.gate.types import Shape, damaged, too_complex
from provenance.gate.window import Window

_AFTER_TAG: Final = 65_536
"""How far behind a tag the first frame may start: players pass over padding that the tag does not count."""

_LONGEST_FRAME: Final = 1_442
_STREAMINFO_LENGTH: Final = 34


def measure(window: Window) -> Shape:
    """Tell MP3 from FLAC behind an ID3 tag, and check that sound follows."""
    at = id3_length(window.take(0, 10)) if window.peek(0, 3) == b"ID3" else 0
    if window.peek(at, 4) == b"fLaC":
        return _flac(window, at + 4)
    if not _has_frame(window, at):
        raise damaged()
    return Shape(format=FORMATS["mp3"])


def _has_frame(window: Window, at: int) -> bool:
    data = window.peek(at, _AFTER_TAG + 2 * _LONGEST_FRAME)
    place, tried = data.find(b"\xff"), 0
    while 0 <= place < _AFTER_TAG and tried < limits.MAX_FALSE_STARTS:
        tried += 1
        if is_mp3_stream(data[place : place + _LONGEST_FRAME + 4]):
            return True
        place = data.find(b"\xff", place + 1)
    return False


def _flac(window: Window, at: int) -> Shape:
    if window.number(at, 1) & 0x7F or window.number(at + 1, 3) != _STREAMINFO_LENGTH:
        raise damaged()
    for _ in range(limits.MAX_FLAC_BLOCKS):
        last, at = window.number(at, 1) & 0x80, at + 4 + window.number(at + 1, 3)
        if last:
            break
    else:
        raise too_complex()
    if window.number(at, 2) >> 1 != 0x7FFC:
        raise damaged()
    return Shape(format=FORMATS["flac"])
