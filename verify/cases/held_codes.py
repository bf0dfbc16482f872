"""The fingerprints of a held file: they lie beside it in quarantine, in no row, and die with it."""

from __future__ import annotations

import json
from typing import Final

from provenance.fingerprint.limits import WIRE_BYTES
from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import BadFingerprints, from_bytes, to_bytes
from provenance.types import Examination
from verify import wiring
from verify.cases.errors import NoRoom
from verify.cases.models import Verification
from verify.cases.quarantine import Part
from verify.cases.similar import Asked

BINDINGS_BYTES: Final = 64 * 1024
"""Handles of the longest chain that is read (500 steps of 32 characters) take a third of it."""


def keep_codes(verification: Verification, examination: Examination) -> Asked | None:
    """Lay the fingerprints beside the file, where the disk has room for them; None where there are none."""
    if examination.fingerprints is None:
        return None
    asked = Asked(examination.fingerprints, examination.bindings)
    try:
        _lay(verification.held, asked)
    except NoRoom:
        # The search needs no copy on disk; whoever records this file is told that it cannot be found by its codes.
        wiring.quarantine().remove(verification.held, Part.CODES, Part.BINDINGS)
    return asked


def _lay(held: str, asked: Asked) -> None:
    quarantine = wiring.quarantine()
    quarantine.remove(held, Part.CODES, Part.BINDINGS)
    quarantine.put(held, Part.CODES, to_bytes(asked.fingerprints))
    quarantine.put(held, Part.BINDINGS, json.dumps(asked.bindings).encode())


def asked_of(verification: Verification) -> Asked | None:
    """What a held file can be searched by and recorded with; None where it is gone or has no fingerprints."""
    codes = codes_held(verification.held) if verification.held else None
    if codes is None:
        return None
    raw = wiring.quarantine().read(verification.held, Part.BINDINGS, BINDINGS_BYTES)
    return Asked(codes, tuple(json.loads(raw)) if raw else ())


def codes_held(held: str) -> Fingerprints | None:
    """The fingerprints beside the file of this name in quarantine."""
    raw = wiring.quarantine().read(held, Part.CODES, WIRE_BYTES)
    try:
        return None if raw is None else from_bytes(raw)
    except BadFingerprints:
        # Another version of Firstlight wrote them.
        return None
