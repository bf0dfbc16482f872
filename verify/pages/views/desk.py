"""What a desk recorded, and taking it back as far as that is possible: retract, hide, erase."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verify.cases.indexing import index_choice_change
from verify.cases.publishing import credentials_withdraw
from verify.ledger.errors import LedgerError
from verify.ledger.models import Record
from verify.ledger.selectors import is_of, records_of
from verify.ledger.services import record_erase, record_hide, record_retract
from verify.pages.presentation.chronology.copies import chosen
from verify.pages.presentation.chronology.desk import ENDINGS, NOTICES, desk_rows
from verify.pages.viewers import record_found, viewer_of
from verify.pages.views.answers import see_other
from verify.pages.views.ledger_answers import cannot

ROWS = 40


@require_safe
@login_required
def records(request: HttpRequest) -> HttpResponse:
    """List the records of the reader's team, newest first."""
    before = str(request.GET.get("before", ""))[:22]
    found = list(records_of(viewer_of(request), limit=ROWS + 1, before=before))
    shown = {
        "rows": desk_rows(found[:ROWS]),
        "older": found[ROWS - 1].pk if len(found) > ROWS else "",
        "notice": NOTICES.get(request.GET.get("after", "")),
    }
    return render(request, "pages/chronology/records.html", shown)


@require_POST
@csrf_protect
@login_required
def copies(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what is allowed with the fingerprint of a record; only its owner may."""
    record, owner = record_found(request, public_id), viewer_of(request)
    try:
        index_choice_change(record, owner=owner, choice=chosen(request.POST, record.form))
    except LedgerError as problem:
        return cannot(request, problem)
    return see_other(reverse("pages:record", args=[record.pk]) + "?after=copies")


@require_POST
@csrf_protect
@login_required
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish the credentials of a record no longer; only its owner may."""
    record = record_found(request, public_id)
    try:
        credentials_withdraw(record, owner=viewer_of(request))
    except LedgerError as problem:
        return cannot(request, problem)
    return see_other(reverse("pages:record", args=[record.pk]) + "?after=withdrawn")


def retract(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask, and then say on the log that the team no longer stands by a record."""

    def end(record: Record) -> str:
        record_retract(record, owner=viewer_of(request))
        return reverse("pages:record", args=[record.pk]) + "?after=retracted"

    return _ending(request, public_id, "retract", end)


def erase(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask, and then forget a sealed record for ever."""

    def end(record: Record) -> str:
        record_erase(record, owner=viewer_of(request))
        return reverse("pages:records") + "?after=erased"

    return _ending(request, public_id, "erase", end)


def hide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask, and then take an open record out of display; operators only."""

    def end(record: Record) -> str:
        record_hide(record)
        return reverse("pages:records") + "?after=hidden"

    return _ending(request, public_id, "hide", end)


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def _ending(request: HttpRequest, public_id: str, act: str, end: Callable[[Record], str]) -> HttpResponse:
    record = record_found(request, public_id)
    if not _may(request, record, act):
        raise Http404
    ending = ENDINGS[act]
    if request.method != "POST" or not request.POST.get("understood"):
        shown = {"ending": ending, "record": record, "back": reverse("pages:record", args=[record.pk])}
        return render(request, "pages/chronology/ending.html", {**shown, "unread": request.method == "POST"})
    try:
        return see_other(end(record))
    except LedgerError as problem:
        return cannot(request, problem)


def _may(request: HttpRequest, record: Record, act: str) -> bool:
    if act == "hide":
        return bool(getattr(request.user, "is_staff", False))
    return is_of(record, viewer_of(request))
