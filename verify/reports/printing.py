"""The worker's side: a waiting document becomes a PDF, in a process of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import structlog
from django.conf import settings

from verify import wiring
from verify.jobs.kinds import Kind
from verify.jobs.selectors import live_subjects
from verify.jobs.services import job_add
from verify.reports.errors import CannotPrint, TooLarge
from verify.reports.layout import manuscript_of
from verify.reports.models import PrintedReport, PrintState
from verify.reports.services import KEPT, KIND
from verify.reports.typesetting.press import pdf_of

log = structlog.get_logger("reports")

JOBLESS_AFTER: Final = timedelta(seconds=10)


def print_report(subject: str) -> None:
    """Set one document; a repeated call after a crash starts over, a discarded one is nothing to do."""
    row = PrintedReport.objects.filter(pk=subject, state=PrintState.WAITING).first()
    if row is None:
        return
    try:
        pdf = pdf_of(manuscript_of(row.html, row.address, row.digest), without_walls=settings.DEMO)
    except TooLarge:
        _end(subject, PrintState.TOO_LARGE)
    except CannotPrint:
        log.warning("a document could not be set")
        _end(subject, PrintState.FAILED)
    else:
        _end(subject, PrintState.DONE, pdf)


def give_up(subject: str) -> None:
    """Say that it failed, where it ended its workers."""
    _end(subject, PrintState.FAILED)


def mind_prints() -> None:
    """Give a job to what lost its own, and forget what is old: failures too, so that they can be tried again."""
    at = wiring.now()
    PrintedReport.objects.filter(created__lt=at - KEPT).delete()
    waiting = PrintedReport.objects.filter(state=PrintState.WAITING, created__lt=at - JOBLESS_AFTER)
    names = list(waiting.values_list("pk", flat=True))
    live = live_subjects(KIND) if names else set()
    for lost in set(names) - set(live):
        job_add(kind=KIND, subject=lost, folder=wiring.run_folder())


def _end(subject: str, state: PrintState, pdf: bytes | None = None) -> None:
    PrintedReport.objects.filter(pk=subject, state=PrintState.WAITING).update(state=state, pdf=pdf, html="")


PRINTING = Kind(KIND, run=print_report, give_up=give_up, sweep=mind_prints)
