"""The log as people read it: how it is, its checkpoints, one entry by number."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verify.ledger.errors import LogUnavailable
from verify.ledger.models import KeyPurpose
from verify.ledger.selectors import latest_checkpoints, log_entry, log_health, open_records_of, vkey_of
from verify.ledger.values import CheckpointView, EntryView
from verify.pages.presentation.chronology.entry import entry_json, entry_page
from verify.pages.presentation.chronology.log import Published, log_page
from verify.pages.presentation.problems import Problem
from verify.pages.views.ledger_answers import cannot

CHECKPOINTS = 8
LONGEST_NUMBER = 18  # digits; more than any log will hold, and less than any database minds
NO_ENTRY = Problem(
    404,
    _("No checkpoint covers an entry with this number."),
    _("The page of the log says which numbers there are; what was just recorded follows within seconds."),
)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Show how the log is, and its newest checkpoints."""
    before = _number(request.GET.get("before", ""))
    found = _checkpoints(before)
    older = found[CHECKPOINTS - 1].size if found and len(found) > CHECKPOINTS else None
    page = log_page(log_health(), found and found[:CHECKPOINTS], _published(request), older=older)
    return render(request, "pages/chronology/log.html", {"page": page})


def _published(request: HttpRequest) -> Published:
    return Published(
        address=request.build_absolute_uri(reverse("pages:log")),
        report_vkey=vkey_of(KeyPurpose.REPORT),
        witness_vkey=vkey_of(KeyPurpose.WITNESS),
        witnesses=tuple(vkey.partition("+")[0] for vkey, _address in settings.WITNESSES),
    )


def _checkpoints(before: int | None) -> tuple[CheckpointView, ...] | None:
    try:
        return latest_checkpoints(CHECKPOINTS + 1, before=before)
    except LogUnavailable:
        return None


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Lead from the form to the entry with that number."""
    number = _number(request.GET.get("number", "").strip())
    if number is None:
        raise Http404
    return HttpResponseRedirect(reverse("pages:log_entry", args=[number]))


@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """Show one entry, drawn up to the root of the newest checkpoint."""
    try:
        found = _entry(index)
    except LogUnavailable as problem:
        return cannot(request, problem)
    if found is None:
        return render(request, "pages/problem.html", {"problem": NO_ENTRY}, status=NO_ENTRY.status)
    return render(request, "pages/chronology/entry.html", {"page": entry_page(found, _record_of(found))})


@require_safe
def entry_as_json(request: HttpRequest, index: int) -> HttpResponse:
    """Send the same as JSON."""
    try:
        found = _entry(index)
    except LogUnavailable as problem:
        return cannot(request, problem)
    if found is None:
        raise Http404
    return JsonResponse(entry_json(found), json_dumps_params={"indent": 2})


def _entry(index: int) -> EntryView | None:
    return log_entry(index) if len(str(index)) <= LONGEST_NUMBER else None


def _record_of(entry: EntryView) -> str:
    """Name the open record that an entry is, where it is on display; sealed ones have none here by construction."""
    content = entry.leaf.get("content")
    if not isinstance(content, str):
        return ""
    return next((one.record_id for one in open_records_of(content) if one.index == entry.index), "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None
