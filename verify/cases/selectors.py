"""Questions about verifications."""

from __future__ import annotations

import time
from typing import Final

from provenance.report_json import report_from_json
from provenance.types import Claim, Report
from verify import wiring
from verify.cases import hand_over
from verify.cases.authored import report_with_authors
from verify.cases.cameras import report_with_cameras
from verify.cases.consented import report_with_consents
from verify.cases.errors import NoSuchVerification
from verify.cases.likenesses import report_with_likenesses
from verify.cases.lists_since import report_with_lists_since
from verify.cases.models import FINISHED_STATES, Verification
from verify.cases.on_record import report_with_records
from verify.cases.quarantine import Part
from verify.cases.recovered import report_with_recovered
from verify.cases.seen_likenesses import ledger_viewer
from verify.cases.uploader import Uploader
from verify.cases.whose import is_theirs
from verify.cases.word import ear
from verify.prepared import PreparedAbout

# Who waits is told when a check has ended; without a word, from a worker of another machine, they look so often.
FIRST_LOOK, LAST_LOOK = 0.1, 0.3
# Twice what the sandbox lets out.
THUMBNAIL_BYTES = 128 * 1024


def verification_get(public_id: str, *, viewer: Uploader | None = None) -> Verification:
    """The verification behind an address; raises NoSuchVerification.

    A stranger's is open to whoever has its unguessable address, an organisation's to its members alone, anybody
    else's to who sent it.
    """
    found = Verification.objects.filter(pk=public_id).first()
    if found is None or not (found.kept or found.expires_at > wiring.now()) or not _may_see(found, viewer):
        raise NoSuchVerification
    return found


def _may_see(verification: Verification, viewer: Uploader | None) -> bool:
    is_nobodys = verification.owner_id is None and verification.organisation_id is None
    return is_nobodys or is_theirs(verification, viewer)


def report_of(verification: Verification, *, viewer: Uploader | None = None, claimed: str = "") -> Report | None:
    """The stored report with what is on record now, for this viewer; None while and where there is none.

    `claimed` is who is said to have made it: a public id, a wallet's address, or a domain.
    """
    if verification.report is None:
        return None
    stored = report_with_lists_since(report_from_json(verification.report), verification)
    reader = viewer.organisation if viewer else None
    report = report_with_cameras(report_with_records(stored, reader=reader), reader=reader)
    report = report_with_authors(report, reader=reader, viewer=ledger_viewer(viewer), claimed=claimed)
    report = report_with_recovered(report_with_likenesses(report, verification, viewer), verification, viewer)
    return report_with_consents(report, reader=reader)


def _has_ended(public_id: str) -> bool:
    """Whether there is nothing to wait for; one that was forgotten is not waited for either."""
    return all(state in FINISHED_STATES for (state,) in STATE.rows(public_id))


STATE: Final = PreparedAbout(lambda check: Verification.objects.filter(pk=check).values_list("state"))


def wait_until_finished(public_id: str, seconds: float, *, viewer: Uploader | None = None) -> Verification:
    """The verification as soon as it is finished, or as it stands after so many seconds."""
    # First of all, so that a check of others is answered as one that does not exist, and as fast.
    verification = verification_get(public_id, viewer=viewer)
    if verification.is_finished or seconds <= 0:
        return verification
    return verification_after(public_id, seconds, viewer=viewer)


def verification_after(public_id: str, seconds: float, *, viewer: Uploader | None = None) -> Verification:
    """The same for who started it, who need not be asked first whether they may see it."""
    end, pause = time.monotonic() + seconds, FIRST_LOOK
    with ear().word(public_id) as word:
        while True:
            left = end - time.monotonic()
            if _has_ended(public_id) or left <= 0:
                return verification_get(public_id, viewer=viewer)
            word.wait(min(pause, left))
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
