"""Read the unsigned claims of one admitted file, each source on its own, so that a broken one hides no other."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import BinaryIO, Final

from provenance.claims.notes import Notes
from provenance.formats import FORMATS
from provenance.gate import Admission
from provenance.types import Claim

_OPENED: Final = frozenset(("jpeg", "webp", "avif", "heic", "heif", "tiff", "dng"))
_STREAMS: Final = frozenset(("mp4", "mov", "m4a", "avi", "wav", "mp3", "flac"))
_SEARCHED: Final = frozenset(("gif", "svg", "pdf", "jxl")) | _STREAMS


def read_claims(source: BinaryIO, admission: Admission) -> tuple[Claim, ...]:
    """Give the claims in EXIF, XMP, IPTC, the AIGC label and the metadata of films, at most 100, in that order.

    Runs in the sandbox child only. `source` is seekable and is left anywhere. No picture is decoded. What cannot be
    read says nothing; never raises for what the bytes are. The claims hold places, serial numbers and names: show
    them to the uploader, and store or log none of them.
    """
    notes = Notes()
    name = admission.format.name
    if name in _OPENED:
        _attempt(lambda: _picture(source, name, notes))
    if name == "png":
        _attempt(lambda: _png(source, admission.size, notes))
    if name in _STREAMS:
        _attempt(lambda: _stream(source, admission, notes))
    if name in _SEARCHED:
        _attempt(lambda: _packet(source, admission.size, notes))
    return notes.all()


def _attempt(read: Callable[[], None]) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read()
    except Exception:  # noqa: BLE001 decoders raise any class; a claim that cannot be read is no claim
        return


def _picture(source: BinaryIO, name: str, notes: Notes) -> None:
    from provenance.claims import exif, iptc, xmp
    from provenance.preview.picture import opened

    with opened(source, name) as picture:
        _attempt(lambda: exif.read(picture.getexif(), notes))
        for packet in (picture.info.get("xmp"), _tiff_packet(picture)):
            if isinstance(packet, (str, bytes)):
                xmp.read(packet, notes)
        _attempt(lambda: iptc.read(picture, notes))


def _png(source: BinaryIO, size: int, notes: Notes) -> None:
    from provenance.claims import png

    png.read(source, size, notes)


def _tiff_packet(picture: object) -> object:
    tags = getattr(picture, "tag_v2", None)
    return tags.get(0x02BC) if tags is not None else None


def _stream(source: BinaryIO, admission: Admission, notes: Notes) -> None:
    from provenance.claims import stream

    stream.read(source, admission, notes)


def _packet(source: BinaryIO, size: int, notes: Notes) -> None:
    from provenance.claims import xmp

    xmp.read(xmp.find_packet(source, size), notes)


def warm() -> None:
    """Import and exercise all readers of claims; call it once, before the walls of the sandbox go up."""
    from PIL import Image

    from provenance.claims import png, xmp  # noqa: F401 imported for the time when nothing can be

    sample = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "warm"
    Image.new("RGB", (16, 16)).save(sample, "JPEG", exif=exif, xmp=b"<x/>")
    read_claims(sample, Admission(FORMATS["jpeg"], sample.tell(), 16, 16))
    read_claims(io.BytesIO(b""), Admission(FORMATS["mp4"], 0))
    xmp.read(b"<x/>", Notes())
