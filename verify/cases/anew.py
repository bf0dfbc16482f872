"""A file that is still held, opened once more by another policy; nothing of the check changes."""

from __future__ import annotations

from datetime import datetime

from provenance.policy import Policy
from provenance.types import Examination
from verify import wiring
from verify.cases.arriving import CAPTURE_BYTES
from verify.cases.models import Verification
from verify.cases.quarantine import Part

# The size at which the gate refuses a detached manifest.
SIDECAR_BYTES = 16_000_000


def examined_anew(verification: Verification, policy: Policy, *, at: datetime) -> Examination | None:
    """What the sandbox says of it by this policy; None where the file is no longer held."""
    quarantine = wiring.quarantine()
    media = quarantine.open(verification.held, Part.MEDIA)
    if media is None:
        return None
    with media:
        return wiring.examiner().examine(
            media.fileno(),
            at,
            policy=policy,
            sidecar=quarantine.read(verification.held, Part.SIDECAR, SIDECAR_BYTES),
            capture=quarantine.read(verification.held, Part.CAPTURE, CAPTURE_BYTES),
        )
