"""Claims in EXIF (EXIF 2.32)."""

from __future__ import annotations

from typing import Final

from PIL import Image

from provenance.claims import aigc
from provenance.claims.notes import Notes

_EXIF_IFD: Final = 0x8769
_GPS_IFD: Final = 0x8825
_USER_COMMENT: Final = 0x9286
_MAIN: Final = {
    0x010F: "camera_make",
    0x0110: "camera_model",
    0x0131: "software",
    0x0132: "modified_at",
    0x010E: "caption",
    0x013B: "creator",
    0x8298: "copyright",
    0xC62F: "camera_serial",
}
_DETAIL: Final = {
    0x9003: "captured_at",
    0x9011: "captured_at_offset",
    0x9004: "digitised_at",
    0xA433: "lens_make",
    0xA434: "lens_model",
    0xA431: "camera_serial",
    0xA435: "lens_serial",
    0xA430: "owner",
}
_PLACE: Final = ((1, 2, "latitude"), (3, 4, "longitude"))


def read(exif: Image.Exif, notes: Notes) -> None:
    """Note what an EXIF block says; raises whatever its reader raises."""
    for tag, name in _MAIN.items():
        notes.add("exif", name, exif.get(tag, ""))
    detail = exif.get_ifd(_EXIF_IFD)
    for tag, name in _DETAIL.items():
        notes.add("exif", name, detail.get(tag, ""))
    _comment(detail.get(_USER_COMMENT, b""), notes)
    _place(exif.get_ifd(_GPS_IFD), notes)


def _comment(comment: object, notes: Notes) -> None:
    """Note the user comment: an AIGC label where it is one. Eight bytes in front name its character set."""
    raw = comment if isinstance(comment, bytes) else str(comment).encode("utf-8", "replace")
    text = raw[8:] if raw[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)) else raw
    if raw[:8] == b"UNICODE\0":
        text = text.decode("utf-16", "replace").encode()
    if not aigc.read(text, notes):
        notes.add("exif", "comment", text)


def _place(gps: dict[int, object], notes: Notes) -> None:
    for side, degrees, name in _PLACE:
        parts = gps.get(degrees)
        if isinstance(parts, tuple) and len(parts) == 3:
            value = sum(float(part) / scale for part, scale in zip(parts, (1, 60, 3600), strict=True))
            notes.add("exif", name, f"{value:.5f} {gps.get(side, '')}")
