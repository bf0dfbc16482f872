"""From pixels to a JPEG without metadata that stays below the cap of one print."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from provenance.contact_sheet.limits import PRINT_BYTES
from provenance.contact_sheet.types import Print

_QUALITIES: Final = (88, 75, 50, 25)


def printed(picture: Image.Image, *, at_ms: int | None = None, changed: bool = False) -> Print | None:
    """The print of RGB pixels; coarser where its grain does not fit otherwise, None where nothing fits."""
    for quality in _QUALITIES:
        reply = io.BytesIO()
        picture.save(reply, "JPEG", quality=quality)
        if reply.tell() <= PRINT_BYTES:
            return Print(picture.width, picture.height, reply.getvalue(), at_ms, changed)
    return None
