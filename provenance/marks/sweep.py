"""A search through the bytes of a file for what only C2PA writes; for files whose structure cannot be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from provenance.formats import Format
from provenance.gate import bmff, riff
from provenance.gate.types import RefusedError
from provenance.gate.window import Window

_BLOCK: Final = 1 << 20
_OVERLAP: Final = 256
_ENDS: Final = 4 << 20
"""Of video and sound whose structure is damaged, only both ends are searched; stores lie in front or at the end."""
_MOST: Final = 128 << 20
"""Bytes of one file that are searched: all of the largest picture, and far more than the frame of any film."""

# All JUMBF types of C2PA end alike; the four letters in front tell them apart (C2PA specification, section 11.1).
_TYPE_TAIL: Final = bytes.fromhex("00110010800000aa00389b71")
_TYPES: Final = (b"c2pa", b"c2ma", b"c2um", b"c2cm", b"c2as", b"c2cl", b"c2cs", b"c2vc")
_BMFF_BOX: Final = b"uuid" + bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_NAMES: Final = {
    "gif": (b"\x21\xff\x0bC2PA_GIF",),
    "pdf": (b"/C2PA_Manifest", b"application/x-c2pa-manifest-store"),
    "svg": (b"<c2pa:manifest", b"c2pa.org/manifest"),
}
_LINK: Final = re.compile(rb"dcterms:provenance\s*(?:=\s*[\"']|>)\s*https?://")


@dataclass(slots=True)
class Traces:
    """What the search found: boxes of a store, a link in XMP, or any reference in XMP."""

    boxes: bool = False
    link: bool = False
    reference: bool = False


def sweep(source: BinaryIO, size: int, format_: Format) -> Traces:
    """Search `source` for traces; reads at most 128 MiB and leaves out the media data of video and sound."""
    traces = Traces()
    names = (_BMFF_BOX, *_NAMES.get(format_.name, ()))
    for block in _blocks(source, _regions(Window(source, size), format_)):
        traces.boxes = traces.boxes or _has_type(block) or any(name in block for name in names)
        if b"dcterms:provenance" in block:
            traces.reference = True
            traces.link = traces.link or _LINK.search(block) is not None
    return traces


def _has_type(block: bytes) -> bool:
    at = block.find(_TYPE_TAIL)
    while at >= 0:
        if block[max(at - 4, 0) : at] in _TYPES:
            return True
        at = block.find(_TYPE_TAIL, at + 1)
    return False


def _blocks(source: BinaryIO, regions: list[tuple[int, int]]) -> Iterator[bytes]:
    """Give the bytes of the regions in blocks; each repeats the end of the one before it in its region."""
    left = _MOST
    for start, end in regions:
        source.seek(start)
        carried, at, stop = b"", start, min(end, start + left)
        while at < stop and (block := source.read(min(_BLOCK, stop - at))):
            yield carried + block
            at, carried = at + len(block), block[-_OVERLAP:]
        left -= stop - start


def _regions(window: Window, format_: Format) -> list[tuple[int, int]]:
    """Give the (start, end) of everything that is not media data."""
    if format_.kind in ("image", "document", "sidecar"):
        return [(0, window.size)]
    try:
        media = list(_media(window, format_))
    except RefusedError:
        media = []
    if not media:
        return _ends(0, window.size)
    edges = [0, *(edge for span in media for edge in span), window.size]
    return [span for at in range(0, len(edges), 2) for span in _ends(edges[at], edges[at + 1])]


def _ends(start: int, end: int) -> list[tuple[int, int]]:
    if end - start <= 2 * _ENDS:
        return [(start, end)]
    return [(start, start + _ENDS), (end - _ENDS, end)]


def _media(window: Window, format_: Format) -> Iterator[tuple[int, int]]:
    """Give where the media data of a film or a recording lies."""
    if format_.name in ("avi", "wav"):
        for name, at, length in riff.chunks(window, 12, window.size):
            if name == b"data" or window.peek(at, 4) == b"movi":
                yield at, at + length
    elif format_.name in ("mp4", "mov", "m4a"):
        for box in bmff.boxes(window, 0, window.size, top=True):
            if box.kind == b"mdat":
                yield box.start, box.end
