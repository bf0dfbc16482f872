"""Header scan of TIFF, BigTIFF and DNG: directories, sizes, strips (TIFF 6.0; DNG 1.7)."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from provenance.formats import FORMATS
from provenance.gate import limits
from provenance.gate.types import Shape, damaged, too_complex
from provenance.gate.window import Window

_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES, _SUB, _TILES, _TILE_BYTES, _DNG = 256, 257, 273, 279, 330, 324, 325, 0xC612
_WANTED: Final = frozenset((_WIDTH, _HEIGHT, _STRIPS, _STRIP_BYTES, _SUB, _TILES, _TILE_BYTES, _DNG))
_WIDTHS: Final = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 13: 4, 16: 8, 18: 8}


class _Entry(NamedTuple):
    """How many values of how many bytes one tag has, and where they are."""

    width: int
    amount: int
    at: int


class _Layout(NamedTuple):
    """Byte order and field widths: 2, 12, 4 for TIFF and 8, 20, 8 for BigTIFF."""

    little: bool
    counter: int
    entry: int
    offset: int


def measure(window: Window) -> Shape:
    """Give the size of the largest picture and the number of directories; a loop of directories is damage."""
    layout, at = _layout(window)
    queue, seen, shapes, dng = [at], set[int](), list[tuple[int, int]](), False
    while queue:
        at = queue.pop()
        if at in seen or len(seen) > limits.MAX_FRAMES:
            raise damaged() if at in seen else too_complex()
        seen.add(at)
        entries, following = _directory(window, layout, at)
        dng = dng or _DNG in entries
        shapes.append(_picture(window, layout, entries))
        queue.extend(_subdirectories(window, layout, entries))
        queue.extend([following] if following else [])
    width, height = max(shapes, key=lambda size: size[0] * size[1])
    frames = 1 if dng else sum(1 for size in shapes if size[0])
    return Shape(width, height, frames, FORMATS["dng"] if dng else None)


def _layout(window: Window) -> tuple[_Layout, int]:
    little = window.take(0, 2) == b"II"
    if window.number(2, 2, little=little) == 42:
        return _Layout(little, 2, 12, 4), window.number(4, 4, little=little)
    return _Layout(little, 8, 20, 8), window.number(8, 8, little=little)


def _directory(window: Window, layout: _Layout, at: int) -> tuple[dict[int, _Entry], int]:
    """Give the wanted entries of the directory at `at`, and the place of the next directory or 0."""
    window.step()
    count = window.number(at, layout.counter, little=layout.little)
    if not count or count > limits.MAX_TIFF_TAGS:
        raise too_complex() if count else damaged()
    first = at + layout.counter
    entries = {}
    for place in range(first, first + count * layout.entry, layout.entry):
        tag = window.number(place, 2, little=layout.little)
        if tag in _WANTED:
            entries[tag] = _entry(window, layout, place)
    # Some writers leave out the link of the last directory.
    link = window.peek(first + count * layout.entry, layout.offset)
    return entries, int.from_bytes(link, "little" if layout.little else "big") if len(link) == layout.offset else 0


def _entry(window: Window, layout: _Layout, place: int) -> _Entry:
    """Read one entry; `at` is where its values are, inside the entry or elsewhere."""
    width = _WIDTHS.get(window.number(place + 2, 2, little=layout.little), 0)
    count = window.number(place + 4, layout.offset, little=layout.little)
    at = place + 4 + layout.offset
    if not width or not count or count * width > window.size:
        raise damaged()
    if count * width > layout.offset:
        at = window.number(at, layout.offset, little=layout.little)
    return _Entry(width, count, at)


def _values(window: Window, layout: _Layout, entry: _Entry, limit: int) -> list[int]:
    if entry.amount > limit:
        raise too_complex()
    raw = window.values(entry.at, entry.amount * entry.width)
    order: Literal["little", "big"] = "little" if layout.little else "big"
    return [int.from_bytes(raw[at : at + entry.width], order) for at in range(0, len(raw), entry.width)]


def _picture(window: Window, layout: _Layout, entries: dict[int, _Entry]) -> tuple[int, int]:
    """Give width and height of one directory, (0, 0) where it holds no picture; its data must lie in the file."""
    if _WIDTH not in entries or _HEIGHT not in entries:
        return 0, 0
    width, height = (_values(window, layout, entries[tag], 1)[0] for tag in (_WIDTH, _HEIGHT))
    if width * height <= limits.MAX_PIXELS:
        for offsets, lengths in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES)):
            if offsets in entries and lengths in entries:
                _inside_file(window, layout, entries[offsets], entries[lengths])
    return width, height


def _inside_file(window: Window, layout: _Layout, offsets: _Entry, lengths: _Entry) -> None:
    starts = _values(window, layout, offsets, limits.MAX_STRIPS)
    sizes = _values(window, layout, lengths, limits.MAX_STRIPS)
    if any(start + size > window.size for start, size in zip(starts, sizes, strict=False)):
        raise damaged()


def _subdirectories(window: Window, layout: _Layout, entries: dict[int, _Entry]) -> list[int]:
    return _values(window, layout, entries[_SUB], limits.MAX_FRAMES) if _SUB in entries else []
