"""Pseudonyms of maintainers, one a case: the ombudsman, who has the key, can tell who is who, and nobody else."""

from __future__ import annotations

import hmac
from hashlib import sha256

from provenance.blindlist.government.outcomes import VOICE_DIGITS
from provenance.blindlist.government.types import Voice
from provenance.blindlist.types import HolderIndex

KEY_BYTES = 32


def voice_of(key: bytes, case: str, seat: HolderIndex) -> Voice:
    """The pseudonym of a seat in a case, 128 bits; cases cannot be tied together by it."""
    made = hmac.new(key, f"firstlight.voice/1\0{case}\0{seat}".encode(), sha256).hexdigest()
    return Voice(made[:VOICE_DIGITS])
