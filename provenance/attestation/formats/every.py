"""All formats that a sidecar may carry; apart from the formats themselves, which know nothing of each other."""

from __future__ import annotations

from typing import Final

from provenance.attestation.formats import android, apple, cose_sign1, secure_element
from provenance.attestation.types import Format

ALL: Final[tuple[Format, ...]] = (android.FORMAT, apple.FORMAT, cose_sign1.FORMAT, secure_element.FORMAT)
"""In no order that matters: a sidecar names the format of each attestation."""
