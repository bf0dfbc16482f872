"""A small picture in place of the medium, for comparing when the medium is gone; kept only where its owner allows."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from provenance.fingerprint.limits import PROXY_BYTES

_STEPS: Final = ((92, 0), (88, 0), (82, 2), (70, 2), (50, 2), (25, 2))
"""JPEG quality and colour subsampling, finest first; 0 keeps colour at full size."""


def proxy_of(prepared: Image.Image) -> bytes | None:
    """The prepared picture as JPEG of at most 64 KiB; coarser where its grain does not fit otherwise."""
    for quality, subsampling in _STEPS:
        reply = io.BytesIO()
        prepared.save(reply, "JPEG", quality=quality, subsampling=subsampling)
        if reply.tell() <= PROXY_BYTES:
            return reply.getvalue()
    return None


def is_in_one_pass(opened: Image.Image) -> bool:
    """Whether a picture that was opened and not yet decoded is coded as ours are, each place once.

    A progressive JPEG of 64 KiB may go over all its places five thousand times, which takes seconds.
    """
    return "progressive" not in opened.info
