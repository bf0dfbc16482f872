"""Claims in PNG: EXIF, XMP and text may stand behind the picture data, where a decoder meets them only after all of it.

So the chunks are looked up by their headers, and the picture is not decoded a second time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from PIL import Image

from provenance.claims import aigc, exif, limits, xmp
from provenance.claims.notes import Notes
from provenance.gate.types import RefusedError
from provenance.gate.window import Window

_TOLD: Final = (b"eXIf", b"iTXt", b"tEXt")
_XMP: Final = b"XML:com.adobe.xmp"


def read(source: BinaryIO, size: int, notes: Notes) -> None:
    """Note what the chunks of a PNG say; raises whatever the readers of their content raise."""
    for kind, data in _chunks(Window(source, size)):
        keyword, _, rest = data.partition(b"\0")
        if kind == b"eXIf":
            found = Image.Exif()
            found.load(data)
            exif.read(found, notes)
        elif keyword == _XMP and kind == b"iTXt":
            xmp.read(_international(rest), notes)
        elif keyword == b"AIGC":
            aigc.read(_international(rest) if kind == b"iTXt" else rest, notes)


def _chunks(window: Window) -> Iterator[tuple[bytes, bytes]]:
    """Give (type, data) of the chunks that may hold claims, up to the first damage."""
    at = 8
    try:
        while at + 12 <= window.size:
            window.step()
            length, kind = window.number(at, 4), window.take(at + 4, 4)
            if kind in _TOLD and length <= limits.XMP_BYTES:
                yield kind, window.values(at + 8, length)
            at += length + 12
    except RefusedError:
        return


def _international(rest: bytes) -> bytes:
    """Give the text of an iTXt chunk behind its keyword; packed text is unpacked as far as XMP may be long."""
    flags, (_, _, text) = rest[:2], (rest[2:] + b"\0\0").split(b"\0", 2)
    return zlib.decompressobj().decompress(text, limits.XMP_BYTES + 1) if flags[:1] == b"\1" else text.strip(b"\0")
