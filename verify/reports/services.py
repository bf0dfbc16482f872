"""Asking for a document on paper: each is set once, kept for an hour, and found again by its digest."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Final

from verify import wiring
from verify.cases.models import Verification
from verify.jobs.services import job_add
from verify.reports.document import ReportDocument
from verify.reports.errors import Busy, CannotPrint, TooLarge
from verify.reports.layout import html_of
from verify.reports.models import PrintedReport, PrintState
from verify.reports.typesetting.press import FAULT, LONG

KIND: Final = "printing"
MOST_WAITING: Final = 40
"""Documents that wait: some minutes of one worker's time. Beyond it readers are asked to come back."""
KEPT: Final = timedelta(hours=1)
"""How long a printed document is kept; it is set anew for whoever comes later."""
FIRST_LOOK, LAST_LOOK = 0.1, 0.5
LATER: Final = "Many documents are being set right now. Try again in a minute."


def document_ask(verification: Verification, document: ReportDocument) -> PrintedReport:
    """Return the printed document, or the one that waits: a worker is asked where nobody has asked yet. Raises Busy."""
    digest = document.digest
    known = PrintedReport.objects.filter(verification=verification, digest=digest).first()
    if known is not None:
        return known
    if PrintedReport.objects.filter(state=PrintState.WAITING).count() >= MOST_WAITING:
        raise Busy(LATER)
    wanted = {"html": html_of(document), "address": document.asked.address, "created": wiring.now()}
    made, _new = PrintedReport.objects.get_or_create(verification=verification, digest=digest, defaults=wanted)
    job_add(kind=KIND, subject=made.pk, folder=wiring.run_folder())
    return made


def document_awaited(printed: PrintedReport, seconds: float) -> PrintedReport:
    """Return it as soon as it is finished, or as it stands after so many seconds."""
    end, pause = time.monotonic() + seconds, FIRST_LOOK
    while printed.state == PrintState.WAITING and time.monotonic() < end:
        time.sleep(min(pause, max(0.0, end - time.monotonic())))
        pause = min(pause * 1.5, LAST_LOOK)
        printed.refresh_from_db()
    return printed


def pdf_in(printed: PrintedReport) -> bytes | None:
    """Return the PDF, None while it waits; raises TooLarge and CannotPrint."""
    if printed.state == PrintState.TOO_LARGE:
        raise TooLarge(LONG)
    if printed.state == PrintState.FAILED:
        raise CannotPrint(FAULT)
    return bytes(printed.pdf) if printed.pdf is not None else None
