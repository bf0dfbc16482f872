"""What cannot be done with keys and statements, in words: the errors carry public sentences."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from provenance.statements.errors import StatementError
from verify.accounts.errors import AccountError
from verify.authors.errors import (
    AuthorError,
    DeskUnavailable,
    KeyTaken,
    NonceUsed,
    NoSuchAuthor,
    NoSuchStatement,
    NotYours,
)
from verify.ledger.errors import LedgerError
from verify.pages.presentation.problems import Problem
from verify.pages.presentation.words import Words
from verify.pages.wallet_messages import refused

# Everything that a form about authors can be refused for; our own faults are not among them.
Refusal = AuthorError | StatementError | AccountError
REFUSALS = (AuthorError, StatementError, AccountError)
STATUS: dict[type[Exception], int] = {DeskUnavailable: 503, KeyTaken: 409, NonceUsed: 409, NotYours: 403}
GO_BACK: Words = _("Go back, and change what you sent.")
LATER: Words = _("Nothing is lost. Try again in a minute; if it lasts, tell the operator.")


def status_of(problem: Exception) -> int:
    """Return the status of a refusal; what is wrong with a form is 400."""
    return STATUS.get(type(problem), 503 if isinstance(problem, LedgerError) else 400)


def cannot_sign(request: HttpRequest, problem: Refusal) -> HttpResponse:
    """Say on a page of its own why not, and what to do; what is not there for this reader is nowhere."""
    if isinstance(problem, NoSuchAuthor | NoSuchStatement):
        raise Http404 from problem
    status = status_of(problem)
    words = Problem(status, str(problem), LATER if status == 503 else GO_BACK)
    return render(request, "pages/problem.html", {"problem": words}, status=status)


def told_to_script(problem: Refusal | LedgerError) -> JsonResponse:
    """Say the same to our script, which has the wallet of the reader at hand."""
    return refused(str(problem), status_of(problem))
