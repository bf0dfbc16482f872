"""Showing that one holds a device: it signs a challenge, as it signs what it captures.

For appeals of owners whose camera is on the list. Roots, revocations and lists do not matter here: who owns a listed
camera must be heard. The digest of a challenge is made apart from those of media, so that an answer is no capture.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.attestation.checking import check_attestations
from provenance.attestation.types import Binding, ContentDigest, DeviceId, Level, Reader

DOMAIN: Final = b"firstlight.possession/1\x00"

MOST_CHALLENGE: Final = 200
"""Characters of a challenge; ours have under a hundred."""


def challenge_digest(challenge: str) -> ContentDigest:
    """What a device has to sign to answer this challenge."""
    return ContentDigest(hashlib.sha256(DOMAIN + challenge[:MOST_CHALLENGE].strip().encode()).digest())


def shown_by(sidecar: bytes, challenge: str, at: datetime, reader: Reader) -> tuple[DeviceId, ...]:
    """The names of devices whose keys signed exactly this challenge; none where nothing is shown. Never raises."""
    unasked = replace(reader, revocations=None)
    evidence = check_attestations(sidecar, challenge_digest(challenge), at, unasked)
    shown = [one for one in evidence if one.binding is Binding.BOUND and one.level is not Level.REFUSED]
    return tuple(dict.fromkeys(name for one in shown for name in one.ids))
