"""The places in which each format keeps a manifest store (C2PA specification, appendix A)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from provenance.formats import C2PA_STORE_UUID, Format, id3_length
from provenance.gate import bmff, riff
from provenance.gate.types import RefusedError
from provenance.gate.window import Window
from provenance.marks.directories import has_manifest_tag

BMFF_BOX: Final = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
_ID3_MEDIA_TYPES: Final = (b"application/c2pa", b"application/x-c2pa-manifest-store")
_LARGEST_TAG: Final = 1 << 20
"""How much of an ID3 tag is searched for the name of a media type; it stands in front of the store."""


def in_place(window: Window, format_: Format) -> bool:
    """Say whether something lies where `format_` keeps its manifest store, however broken; damage elsewhere ends it."""
    look = _LOOKS.get(format_.name)
    if look is None:
        return False
    try:
        return look(window)
    except RefusedError:
        return False


def _jpeg(window: Window) -> bool:
    at = 2
    while (marker := window.number(at, 2)) != 0xFFDA:
        window.step()
        length = window.number(at + 2, 2)
        if marker == 0xFFEB and _is_store(window.peek(at + 4, min(length, 64))):
            return True
        at += 1 if marker == 0xFFFF else 2 + length
    return False


def _is_store(segment: bytes) -> bool:
    """Say whether an APP11 segment is a JUMBF box that is, or because of damage may be, a C2PA store (ISO 19566-5)."""
    if segment[:2] != b"JP" or segment[12:16] not in (b"jumb", b""):
        return False
    whole = segment[20:24] == b"jumd"
    return not whole or segment[24:40] == C2PA_STORE_UUID or segment[24:28] == b"c2pa"


def _png(window: Window) -> bool:
    at = 8
    while at + 8 <= window.size:
        window.step()
        if window.take(at + 4, 4) == b"caBX":
            return True
        at += window.number(at, 4) + 12
    return False


def _riff(window: Window) -> bool:
    return any(name == b"C2PA" for name, _, _ in riff.chunks(window, 12, window.size))


def _bmff(window: Window) -> bool:
    for box in bmff.boxes(window, 0, window.size, top=True):
        if box.kind == b"jumb" or (box.kind == b"uuid" and window.peek(box.start, 16) == BMFF_BOX):
            return True
    return False


def _id3(window: Window) -> bool:
    if window.peek(0, 3) != b"ID3":
        return False
    tag = window.peek(0, min(id3_length(window.take(0, 10)), _LARGEST_TAG))
    return any(name in tag for name in _ID3_MEDIA_TYPES)


_LOOKS: Final[dict[str, Callable[[Window], bool]]] = {
    "jpeg": _jpeg,
    "png": _png,
    **dict.fromkeys(("webp", "avi", "wav"), _riff),
    **dict.fromkeys(("mp4", "mov", "m4a", "heic", "heif", "avif", "jxl"), _bmff),
    **dict.fromkeys(("tiff", "dng"), has_manifest_tag),
    **dict.fromkeys(("mp3", "flac"), _id3),
}
