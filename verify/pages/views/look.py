"""The one box: a link, a digest, a transaction, an author, a record. What is looked up travels in no address."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from verify import wiring
from verify.accounts.models import User
from verify.authors.selectors import author_find
from verify.cases.errors import CaseError, NoSuchVerification
from verify.cases.links import records_of_link
from verify.cases.lookups import LONGEST, Guess, Wanted, guess, read_as
from verify.cases.on_record import records_seen
from verify.cases.selectors import verification_get
from verify.cases.services import verification_start_from_link
from verify.cases.uploader import Uploader
from verify.dossiers.services.lookups import lookup_note
from verify.ledger.errors import LedgerError, NoSuchRecord
from verify.ledger.selectors import record_get
from verify.ledger.selectors.transactions import anchored_by
from verify.pages.pace import is_too_fast
from verify.pages.presentation.looked_up import (
    LookedUp,
    ask,
    not_understood,
    of_author,
    of_digest,
    of_link,
    of_record,
    of_transaction,
)
from verify.pages.viewers import recorder_name, viewer_of
from verify.pages.views.answers import accepted, declined, see_other, too_fast
from verify.pages.views.ledger_answers import cannot


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def look(request: HttpRequest) -> HttpResponse:
    """Answer what one line of text names; a link that nobody recorded is fetched and checked."""
    if request.method != "POST":
        return see_other(reverse("pages:start"))
    if is_too_fast(request):
        return too_fast(request)
    asked = str(request.POST.get("asked", ""))[: 2 * LONGEST]
    said = _said(str(request.POST.get("kind", "")))
    found = read_as(asked, said) if said else guess(asked)
    if found is None:
        return _shown(request, not_understood(asked, said), status=400)
    if isinstance(request.user, User):
        lookup_note(user=request.user, kind=found.wanted.value, value=found.value)
    try:
        return ANSWERS[found.wanted](request, found)
    except LedgerError as problem:
        return cannot(request, problem)
    except CaseError as problem:
        return declined(request, problem)


def _said(kind: str) -> Wanted | None:
    return Wanted(kind) if kind in set(Wanted) else None


def _shown(request: HttpRequest, answer: LookedUp, *, status: int = 200) -> HttpResponse:
    return render(request, "pages/look.html", {"look": answer, "ask": ask()}, status=status)


def _digest(request: HttpRequest, asked: Guess) -> HttpResponse:
    reader = Uploader.reading(request)
    found = records_seen(asked.value, reader=reader.organisation if reader else None)
    return _shown(request, of_digest(asked.value, found, wiring.now()))


def _transaction(request: HttpRequest, asked: Guess) -> HttpResponse:
    return _shown(request, of_transaction(asked.value, anchored_by(asked.value)))


def _author(request: HttpRequest, asked: Guess) -> HttpResponse:
    principal = author_find(asked.value)
    if principal is None:
        return _shown(request, of_author(asked.value))
    return see_other(reverse("pages:author", args=[principal.pk]))


def _record(request: HttpRequest, asked: Guess) -> HttpResponse:
    """A number on the log, the name of a record, or that of a result: all of them have pages of their own."""
    if asked.value.isdecimal():
        return see_other(reverse("pages:log_entry", args=[int(asked.value)]))
    try:
        return see_other(reverse("pages:record", args=[record_get(asked.value, viewer=viewer_of(request)).pk]))
    except NoSuchRecord:
        return _result(request, asked)


def _result(request: HttpRequest, asked: Guess) -> HttpResponse:
    try:
        found = verification_get(asked.value, viewer=Uploader.reading(request))
    except NoSuchVerification:
        return _shown(request, of_record(asked.value), status=404)
    return see_other(reverse("pages:result", args=[found.pk]))


def _link(request: HttpRequest, asked: Guess) -> HttpResponse:
    records = [] if request.POST.get("fetch") else records_of_link(asked.value)
    if not records:
        return accepted(request, verification_start_from_link(url=asked.value, uploader=Uploader.of(request)))
    viewer = viewer_of(request)
    names = [recorder_name(viewer, one.organisation_id, one.user_id) for one in records]
    return _shown(request, of_link(asked.value, records, names))


ANSWERS: dict[Wanted, Callable[[HttpRequest, Guess], HttpResponse]] = {
    Wanted.SHA256: _digest,
    Wanted.TRANSACTION: _transaction,
    Wanted.AUTHOR: _author,
    Wanted.RECORD: _record,
    Wanted.LINK: _link,
}
