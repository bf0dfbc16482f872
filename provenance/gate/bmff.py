"""Header scan of the ISO base media family: MP4, QuickTime, M4A, HEIC, AVIF, JPEG XL (ISO 14496-12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from provenance.gate import limits
from provenance.gate.types import Shape, damaged, too_complex
from provenance.gate.window import Window

_TREE: Final = frozenset(
    (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf", b"mvex", b"meta", b"iprp", b"ipco")
)
_KNOWN: Final = _TREE | {b"ftyp", b"mdat", b"free", b"skip", b"uuid", b"wide", b"styp", b"sidx", b"jxlc", b"jxlp"}
# Tables of a track: where their number of entries stands, and the least bytes that each entry takes.
_TABLES: Final = {
    b"stts": (4, 8),
    b"ctts": (4, 8),
    b"stsc": (4, 12),
    b"stss": (4, 4),
    b"stco": (4, 4),
    b"co64": (4, 8),
    b"stsz": (8, 4),
    b"elst": (4, 12),
}


class Box(NamedTuple):
    """One box: its type, where its payload starts and where it ends."""

    kind: bytes
    start: int
    end: int


def boxes(window: Window, at: int, end: int, *, top: bool = False) -> Iterator[Box]:
    """Give the boxes from `at` to `end`; overlong ones are damage, an unknown tail at the top is not."""
    while at + 8 <= end:
        box = _box(window, at, end)
        if box is None and not top:
            return
        if box is None or box.end > end:
            if top and at > 0 and window.take(at + 4, 4) not in _KNOWN:
                return
            raise damaged()
        yield box
        at = box.end


def _box(window: Window, at: int, end: int) -> Box | None:
    """Read one box header; None where the length cannot be one (a zero length inside a container ends it)."""
    window.step()
    head = window.peek(at, 16)
    length, kind, header = int.from_bytes(head[:4], "big"), head[4:8], 8
    if length == 1:
        length, header = int.from_bytes(head[8:], "big"), 16
    elif length == 0:
        length = window.size - at if end == window.size else -1
    if length < header:
        return None
    return Box(kind, at + header, at + length)


class _Survey:
    """What a walk over all boxes found."""

    def __init__(self) -> None:
        self.count = 0
        self.kinds: set[bytes] = set()
        self.pictures: list[tuple[int, int]] = []
        self.tracks: list[tuple[int, int]] = []
        self.samples = 0

    def walk(self, window: Window, at: int, end: int, depth: int = 0) -> None:
        if depth > limits.MAX_BOX_DEPTH:
            raise too_complex()
        for box in boxes(window, at, end, top=depth == 0):
            self.count += 1
            if self.count > limits.MAX_BOXES:
                raise too_complex()
            self.kinds.add(box.kind)
            self._note(window, box)
            if box.kind in _TREE:
                self.walk(window, _inside(window, box), box.end, depth + 1)

    def _note(self, window: Window, box: Box) -> None:
        room = box.end - box.start
        if box.kind == b"ispe" and room >= 12:
            self.pictures.append((window.number(box.start + 4, 4), window.number(box.start + 8, 4)))
        elif box.kind == b"tkhd" and room >= 84:
            self.tracks.append((window.number(box.end - 8, 2), window.number(box.end - 4, 2)))
        elif box.kind in _TABLES:
            _check_table(window, box)
            if box.kind == b"stsz":
                self.samples = max(self.samples, window.number(box.start + 8, 4))


def _check_table(window: Window, box: Box) -> None:
    """Refuse a table that says it has more entries than it has room for; readers reserve memory by that number."""
    counter, width = _TABLES[box.kind]
    count = window.number(box.start + counter, 4)
    if box.kind == b"stsz" and window.number(box.start + 4, 4):
        return
    if box.start + counter + 4 + count * width > box.end:
        raise damaged()


def _inside(window: Window, box: Box) -> int:
    """Give where the children start: a `meta` box of ISO has a version of four bytes in front, QuickTime has not."""
    if box.kind != b"meta" or window.peek(box.start + 4, 4) == b"hdlr":
        return box.start
    return box.start + 4


def _survey(window: Window) -> _Survey:
    found = _Survey()
    found.walk(window, 0, window.size)
    return found


def measure_film(window: Window) -> Shape:
    """Give the size of the largest track of an MP4, MOV or M4A, None for sound alone."""
    found = _survey(window)
    if b"moov" not in found.kinds or b"trak" not in found.kinds:
        raise damaged()
    width, height = max(found.tracks, key=lambda size: size[0] * size[1], default=(0, 0))
    return Shape(width, height) if width and height else Shape()


def measure_still(window: Window) -> Shape:
    """Give the size of the largest picture of a HEIC or AVIF and the number of frames of a sequence."""
    found = _survey(window)
    sizes = found.pictures or found.tracks
    if not sizes or (b"meta" not in found.kinds and b"moov" not in found.kinds):
        raise damaged()
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Shape(width, height, max(found.samples, 1))


def measure_jxl(window: Window) -> Shape:
    """Check the boxes of a JPEG XL file; its picture header is not read because nothing here decodes it."""
    if window.take(0, 2) == b"\xff\x0a":
        return Shape()
    if not _survey(window).kinds & {b"jxlc", b"jxlp"}:
        raise damaged()
    return Shape()
