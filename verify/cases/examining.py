"""The worker's side of a verification: fetch where there is a link, examine in the sandbox, store the answer."""

from __future__ import annotations

from typing import Final

import structlog
from django.conf import settings

from provenance.types import Examination
from verify import wiring
from verify.cases.anew import examined_anew
from verify.cases.asking_cameras import with_cameras_asked
from verify.cases.beacons import with_beacons_looked_up
from verify.cases.errors import NoRoom, Refused
from verify.cases.fetching import fetch_into_quarantine
from verify.cases.held_codes import keep_codes
from verify.cases.index_rows import sweep_index
from verify.cases.likeness_rows import store_similar
from verify.cases.linking import lay_links
from verify.cases.models import UNFINISHED_STATES, Phase, Verification, VerificationState
from verify.cases.results import store_examination, store_failure, store_refusal
from verify.cases.services import KIND
from verify.cases.similar import search_similar
from verify.cases.sweeping import sweep_rows
from verify.cases.teams import counting_for, scopes_of
from verify.fetch import FetchError
from verify.jobs.kinds import Kind
from verify.jobs.running import WORKER
from verify.ledger.values import Viewer
from verify.prepared_changes import PreparedChange
from verify.registry.selectors import policy_for

log = structlog.get_logger("cases")

# Below it the search is over before anybody could read that it is under way, and each word of it is a durable write.
GLANCE_BYTES = 2_000_000


def examine_verification(subject: str) -> None:
    """Do one verification from wherever it stands; a repeated call after a crash starts over."""
    verification = Verification.objects.filter(pk=subject).select_related("organisation").first()
    if verification is None or verification.is_finished:
        return
    try:
        fetch_into_quarantine(verification)
    except Refused as refused:
        store_refusal(verification, refused.refusal.code, refused.refusal.params)
    except FetchError as problem:
        store_refusal(verification, problem.code, problem.params)
    except NoRoom as problem:
        store_failure(verification, problem.code)
    else:
        if not verification.is_finished:
            _examine(verification)


def _examine(verification: Verification) -> None:
    _phase(verification, Phase.EXAMINING)
    examination = _examination(verification)
    if examination is None:
        store_failure(verification, "failed.interrupted")
    elif examination.report.headline.code == "unreadable":
        reason = next((one for one in examination.report.findings if one.code.startswith("refused.")), None)
        store_refusal(verification, reason.code if reason else "refused.damaged", reason.params if reason else {})
    else:
        asked = with_cameras_asked(with_beacons_looked_up(examination))
        lay_links(verification, examination, asked.report)
        examination = asked
        _claims_out(verification, examination)
        _search(verification, examination)
        store_examination(verification, examination)


def _examination(verification: Verification) -> Examination | None:
    return examined_anew(verification, policy_for(verification.organisation), at=wiring.now())


def _search(verification: Verification, examination: Examination) -> None:
    """Ask for recorded works that resemble the file; nothing that goes wrong there takes the report away."""
    if not settings.SEARCH_SIMILAR:
        return
    if (examination.report.media.bytes or 0) > GLANCE_BYTES:
        _phase(verification, Phase.SIMILAR)
    asked = keep_codes(verification, examination)
    viewer = Viewer(verification.organisation_id, verification.owner_id)
    counting = counting_for(verification.organisation)
    similar = search_similar(asked, scopes_of(viewer), counting)
    verification.search = similar.search
    if similar.found or verification.state != VerificationState.QUEUED:
        # An earlier attempt may have stored what is not found any more.
        store_similar(verification, similar)


def _claims_out(verification: Verification, examination: Examination) -> None:
    shelf = wiring.claims_shelf()
    if shelf is not None:
        shelf.put(verification.pk, verification.uploader_key, examination.claims)
        verification.claims_with = WORKER


def _phase(verification: Verification, phase: Phase) -> None:
    UNDER_WAY.make(id=verification.pk, phase=phase)


UNDER_WAY: Final = PreparedChange(
    Verification,
    lambda given: (
        Verification.objects.filter(pk=given("id"), state__in=UNFINISHED_STATES),
        {"state": VerificationState.RUNNING, "phase": given("phase")},
    ),
)


def give_up_verification(subject: str) -> None:
    """End a verification that ended its workers: our fault, said as such."""
    verification = Verification.objects.filter(pk=subject).first()
    if verification is not None:
        store_failure(verification, "failed.interrupted")


def mind_verifications() -> None:
    """What a worker does between files: sweep rows, and follow the trust lists of the installation."""
    sweep_rows()
    sweep_index()
    wiring.examiner().renew(policy_for(None))


VERIFICATION = Kind(KIND, run=examine_verification, give_up=give_up_verification, sweep=mind_verifications)
