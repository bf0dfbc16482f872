"""Raw pictures of cameras that wear the coat of TIFF: no decoder here knows them, which is no damage."""

from __future__ import annotations

from typing import BinaryIO, Final

from PIL import TiffImagePlugin

_COMPRESSION: Final = 259
_PHOTOMETRIC: Final = 262
_MAKERS_CODINGS: Final = frozenset((6, 262, 32767, 32769, 32770, 34713, 65000, 65535))
"""Codings of Canon, Sony, Epson, Samsung, Nikon, Kodak and Pentax, and the JPEG of 1992 that their previews use."""

_SENSOR_DATA: Final = frozenset((32803, 34892))
"""Colour filter array and linear raw (TIFF/EP; DNG 1.7)."""


def is_camera_raw(source: BinaryIO) -> bool:
    """Say whether the first directory of a TIFF holds what only its maker's programs decode; raises on bad ones."""
    source.seek(0)
    header = source.read(8)
    if header[2:4] in (b"+\0", b"\0+"):
        header += source.read(8)
    directory = TiffImagePlugin.ImageFileDirectory_v2(header)
    source.seek(directory.next)
    directory.load(source)
    return directory.get(_COMPRESSION, 1) in _MAKERS_CODINGS or directory.get(_PHOTOMETRIC) in _SENSOR_DATA
