"""What cannot be done with a record now, in words: the ledger's errors carry public sentences."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from verify.ledger.errors import (
    BadRecord,
    CannotErase,
    Erased,
    LedgerError,
    LogUnavailable,
    NoSuchRecord,
    NotRecordedYet,
    SignerUnavailable,
)
from verify.ledger.keystore import KeyMissing
from verify.pages.presentation.problems import Problem
from verify.pages.presentation.words import Words

STATUS: dict[type[LedgerError], int] = {
    BadRecord: 400,
    CannotErase: 409,
    Erased: 410,
    KeyMissing: 503,
    LogUnavailable: 503,
    NotRecordedYet: 409,
    SignerUnavailable: 503,
}
WAYS_ON: dict[type[LedgerError], Words] = {
    KeyMissing: _("The record is on the log as before. Only the operator can bring its key back: tell the operator."),
    CannotErase: _("Go back and retract it, if you no longer stand by it."),
    NotRecordedYet: _("Wait some seconds, then load this page again."),
    SignerUnavailable: _("Nothing is lost. Try again in a minute; if it lasts, tell the operator."),
    LogUnavailable: _("Nothing is lost. Try again in a minute; if it lasts, tell the operator."),
}
GO_BACK: Words = _("Go back, and change what you sent.")


def cannot(request: HttpRequest, problem: LedgerError) -> HttpResponse:
    """Say why not, and what to do; what is not there for this reader is nowhere."""
    if isinstance(problem, NoSuchRecord):
        raise Http404 from problem
    status = STATUS.get(type(problem), 500)
    words = Problem(status, str(problem), WAYS_ON.get(type(problem), GO_BACK))
    answer = render(request, "pages/problem.html", {"problem": words}, status=status)
    if status == 503:
        answer["Retry-After"] = "30"
    return answer
