"""The worker's side: read what was handed in inside the sandbox, seal what names a device, forget the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import structlog

from provenance.blindlist.sealing import Scope
from provenance.types import Examination
from verify import wiring
from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.services import appeal_prove
from verify.cases.quarantine import Part
from verify.jobs.kinds import Kind
from verify.jobs.selectors import live_subjects
from verify.jobs.services import job_add
from verify.registry.selectors import policy_for
from verify.reporting.errors import ReportingError
from verify.reporting.handles import handle_of
from verify.reporting.ids import key_of_device, reported, shown_at_hand
from verify.reporting.models import HandedIn, HandedInState, Purpose
from verify.reporting.opening import case_opened
from verify.reporting.sealing import sealed_ids
from verify.reporting.services import CAPTURE_BYTES, KIND, ended

log = structlog.get_logger("reporting")

CREDENTIALS_BYTES: Final = 16_000_000
"""The size at which the gate refuses a detached manifest."""
KEPT: Final = timedelta(days=60)
"""How long a receipt leads to its case; the case itself stays public."""
JOBLESS_AFTER: Final = timedelta(seconds=10)


def read_handed_in(subject: str) -> None:
    """Read one report or proof from wherever it stands; a repeated call after a crash starts over."""
    row = HandedIn.objects.filter(pk=subject, state=HandedInState.WAITING).first()
    if row is None:
        return
    examination = _examination(row)
    if examination is None:
        ended(row, code="handed_in.gone")
    elif row.purpose == Purpose.REPORT:
        _report(row, examination)
    else:
        _proof(row, examination)


def _examination(row: HandedIn) -> Examination | None:
    quarantine = wiring.quarantine()
    media = quarantine.open(row.held, Part.MEDIA)
    if media is None:
        return None
    with media:
        return wiring.examiner().examine(
            media.fileno(),
            wiring.now(),
            policy=policy_for(None),
            sidecar=quarantine.read(row.held, Part.SIDECAR, CREDENTIALS_BYTES),
            capture=quarantine.read(row.held, Part.CAPTURE, CAPTURE_BYTES),
        )


def _report(row: HandedIn, examination: Examination) -> None:
    named = reported(examination.device_ids, row.what)
    if not named:
        ended(row, code="report.nothing_named")
        return
    try:
        ended(row, about=case_opened(row, named))
    except (ReportingError, GovernmentRefused) as problem:
        ended(row, code=problem.code)


def _proof(row: HandedIn, examination: Examination) -> None:
    ids = shown_at_hand(examination.captures)
    key = key_of_device(ids)
    if key is None:
        ended(row, code="proof.not_signed")
        return
    handle = handle_of(key)
    if not handle:
        ended(row, code="proof.unavailable")
        return
    try:
        appeal_prove(token=row.asked["token"], sealed_ids=sealed_ids(ids, Scope()), handle=handle)
        ended(row)
    except (ReportingError, GovernmentRefused) as problem:
        ended(row, code=problem.code)


def give_up_handed_in(subject: str) -> None:
    """End what ended its workers: our fault, said as such."""
    row = HandedIn.objects.filter(pk=subject, state=HandedInState.WAITING).first()
    if row is not None:
        ended(row, code="failed.interrupted")


def mind_handed_in() -> None:
    """Give a job to what lost its own, and forget old receipts."""
    at = wiring.now()
    waiting = HandedIn.objects.filter(state=HandedInState.WAITING, created__lt=at - JOBLESS_AFTER)
    ids = list(waiting.values_list("pk", flat=True))
    live = live_subjects(KIND) if ids else set()
    for lost in set(ids) - set(live):
        job_add(kind=KIND, subject=lost, folder=wiring.run_folder())
    HandedIn.objects.filter(created__lt=at - KEPT).exclude(state=HandedInState.WAITING).delete()


HANDED_IN = Kind(KIND, run=read_handed_in, give_up=give_up_handed_in, sweep=mind_handed_in)
