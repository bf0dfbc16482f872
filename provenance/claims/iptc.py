"""Claims in IPTC-IIM records (IIM 4.2), as news systems write them."""

from __future__ import annotations

from typing import Final

from PIL import ImageFile, IptcImagePlugin

from provenance.claims.notes import Notes

_NAMES: Final = {
    (2, 5): "title",
    (2, 55): "captured_at",
    (2, 65): "software",
    (2, 80): "creator",
    (2, 90): "city",
    (2, 101): "country",
    (2, 105): "headline",
    (2, 110): "credit",
    (2, 115): "source",
    (2, 116): "copyright",
    (2, 120): "caption",
}


def read(picture: ImageFile.ImageFile, notes: Notes) -> None:
    """Note what the IPTC of an opened, undecoded picture says; raises whatever the decoder raises."""
    records = IptcImagePlugin.getiptcinfo(picture) or {}
    for key, name in _NAMES.items():
        notes.add("iptc", name, records.get(key, ""))
