"""The worker's side of a verification: fetch where there is a link, examine in the sandbox, store the answer."""

from __future__ import annotations

import structlog

from provenance.types import Examination
from verify import wiring
from verify.cases.errors import NoRoom, Refused
from verify.cases.fetching import fetch_into_quarantine
from verify.cases.models import Phase, Verification, VerificationState
from verify.cases.quarantine import Part
from verify.cases.results import store_examination, store_failure, store_refusal
from verify.cases.services import KIND
from verify.cases.sweeping import sweep
from verify.fetch import FetchError
from verify.jobs.kinds import Kind
from verify.jobs.running import WORKER
from verify.registry.selectors import policy_for

log = structlog.get_logger("cases")

# The size at which the gate refuses a detached manifest.
SIDECAR_BYTES = 16_000_000


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
        _claims_out(verification, examination)
        store_examination(verification, examination)


def _examination(verification: Verification) -> Examination | None:
    quarantine = wiring.quarantine()
    media = quarantine.open(verification.held, Part.MEDIA)
    if media is None:
        return None
    with media:
        return wiring.examiner().examine(
            media.fileno(),
            wiring.now(),
            policy=policy_for(verification.organisation),
            sidecar=quarantine.read(verification.held, Part.SIDECAR, SIDECAR_BYTES),
        )


def _claims_out(verification: Verification, examination: Examination) -> None:
    shelf = wiring.claims_shelf()
    if shelf is not None:
        shelf.put(verification.pk, verification.uploader_key, examination.claims)
        verification.claims_with = WORKER


def _phase(verification: Verification, phase: Phase) -> None:
    unfinished = Verification.objects.filter(
        pk=verification.pk, state__in=(VerificationState.QUEUED, VerificationState.RUNNING)
    )
    unfinished.update(state=VerificationState.RUNNING, phase=phase)


def give_up_verification(subject: str) -> None:
    """End a verification that ended its workers: our fault, said as such."""
    verification = Verification.objects.filter(pk=subject).first()
    if verification is not None:
        store_failure(verification, "failed.interrupted")


def mind_verifications() -> None:
    """What a worker does between files: sweep, and follow the trust lists of the installation."""
    sweep()
    wiring.examiner().renew(policy_for(None))


VERIFICATION = Kind(KIND, run=examine_verification, give_up=give_up_verification, sweep=mind_verifications)
