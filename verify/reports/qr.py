"""The way from paper to the page: a QR code of the permalink, drawn by segno (ISO/IEC 18004)."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 4
"""Modules of white around it, as the standard asks."""


def qr_svg(address: str) -> bytes:
    """Return the code of an address as SVG, the same bytes for the same address."""
    drawn = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=QUIET_ZONE, xmldecl=False, svgclass=None, lineclass=None, omitsize=True)
    return drawn.getvalue()
