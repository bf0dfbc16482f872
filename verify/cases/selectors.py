"""Questions about verifications."""

from __future__ import annotations

import time

from provenance.report_json import report_from_json
from provenance.types import Claim, Report
from verify import wiring
from verify.cases import hand_over
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification
from verify.cases.quarantine import Part
from verify.cases.uploader import Uploader

# A check takes some hundredths of a second; asking more often costs more than it saves.
FIRST_LOOK, LAST_LOOK = 0.015, 0.15
# Twice what the sandbox lets out.
THUMBNAIL_BYTES = 128 * 1024


def verification_get(public_id: str, *, viewer: Uploader | None = None) -> Verification:
    """The verification behind an address; raises NoSuchVerification.

    A stranger's is open to whoever has its unguessable address, a team's to its members and to who sent it.
    """
    found = Verification.objects.filter(pk=public_id, expires_at__gt=wiring.now()).first()
    if found is None or not _may_see(found, viewer):
        raise NoSuchVerification
    return found


def _may_see(verification: Verification, viewer: Uploader | None) -> bool:
    if verification.owner_id is None and verification.organisation_id is None:
        return True
    if viewer is None:
        return False
    same_person = viewer.user is not None and viewer.user.pk == verification.owner_id
    same_team = viewer.organisation is not None and viewer.organisation.pk == verification.organisation_id
    return same_person or same_team or viewer.sent(verification.uploader_key)


def report_of(verification: Verification) -> Report | None:
    """The stored report as values, or None while and where there is none."""
    return None if verification.report is None else report_from_json(verification.report)


def wait_until_finished(public_id: str, seconds: float, *, viewer: Uploader | None = None) -> Verification:
    """The verification as soon as it is finished, or as it stands after so many seconds."""
    end, pause = time.monotonic() + seconds, FIRST_LOOK
    while True:
        verification = verification_get(public_id, viewer=viewer)
        if verification.is_finished or time.monotonic() >= end:
            return verification
        time.sleep(pause)
        pause = min(pause * 1.3, LAST_LOOK)


def claims_once(verification: Verification, uploader: Uploader) -> tuple[Claim, ...] | None:
    """What the file claims, handed to who sent it exactly once from a worker's memory; None ever after."""
    if not verification.claims_with or not uploader.sent(verification.uploader_key):
        return None
    return hand_over.ask(wiring.run_folder(), verification.claims_with, verification.pk, uploader.secret)


def thumbnail_of(verification: Verification) -> bytes | None:
    """The re-encoded little picture; it dies with the file."""
    if not verification.has_thumbnail or not verification.held:
        return None
    return wiring.quarantine().read(verification.held, Part.THUMBNAIL, THUMBNAIL_BYTES)
