"""Putting something on record: the file of a result, or a work put together of text and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from verify.cases.arriving import plausible
from verify.cases.errors import LinkNotAllowed
from verify.cases.indexing import recorded_is_indexed
from verify.cases.links import link_name
from verify.cases.models import Verification
from verify.cases.publishing import credentials_publish, may_publish
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.ledger.errors import LedgerError
from verify.ledger.models import Record
from verify.ledger.selectors import require_going_on
from verify.ledger.services import record_open, record_sealed
from verify.ledger.values import MemberPart, Viewer
from verify.pages.pace import is_too_fast
from verify.pages.presentation.chronology.copies import chosen
from verify.pages.presentation.chronology.recording import CHOOSE, STALE, UNDERSTAND, is_once, new_once, understood
from verify.pages.viewers import viewer_of
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.check import found
from verify.pages.views.ledger_answers import cannot
from verify.pages.works import UnfitWork, WorkForm


@require_POST
@csrf_protect
def record_result(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record the file of a result, openly or sealed; nothing is recorded unless the form says which."""
    here = reverse("pages:result", args=[public_id])
    if not request.user.is_authenticated:
        return redirect_to_login(f"{here}#record")
    verification = found(request, public_id)
    report = report_of(verification)
    if report is None or not report.media.sha256:
        raise Http404
    if why := _why_not(request):
        return see_other(f"{here}?record={why}#record")
    if is_too_fast(request):
        return too_fast(request)
    form, once = str(request.POST["form"]), str(request.POST.get("once", ""))
    sha256, media_type = bytes.fromhex(report.media.sha256), report.media.type or ""
    found_again = partial(_can_be_found, request, verification)
    return _entered(request, _Wanted(form, once, sha256, media_type, then=found_again))


def _why_not(request: HttpRequest) -> str:
    """What is missing before anything is recorded, as the page will say it; empty where nothing is."""
    form, link = str(request.POST.get("form", "")), _link(request)
    if not understood(form, bool(request.POST.get("understood"))):
        return "unread" if form == "open" else "none"
    if form == "sealed" and not is_once(str(request.POST.get("once", ""))):
        return "stale"
    return "link" if form == "open" and link and not _can_be_named(link) else ""


def _can_be_found(request: HttpRequest, verification: Verification, record: Record) -> None:
    """Let a record be found by copies of it and by its link, as far as the form allows."""
    recorded_is_indexed(record, verification, chosen(request.POST, record.form))
    if record.form != "open":
        return
    if link := _link(request):
        link_name(record, link)
    if request.POST.get("publish") and may_publish(verification, Uploader.reading(request)):
        credentials_publish(record, verification)


def _link(request: HttpRequest) -> str:
    return str(request.POST.get("link", "")).strip()


def _can_be_named(link: str) -> bool:
    try:
        plausible(link)
    except LinkNotAllowed:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def record_work(request: HttpRequest) -> HttpResponse:
    """Ask for the parts of a work, and record them as one."""
    if request.method != "POST":
        return render(request, "pages/chronology/work.html", {"once": new_once(), "work": WorkForm()})
    if is_too_fast(request):
        return too_fast(request)
    form = str(request.POST.get("form", ""))
    try:
        work = WorkForm.sent(request)
        parts = work.parts()
    except UnfitWork as problem:
        return _work_again(request, problem.work, str(problem))
    if not understood(form, bool(request.POST.get("understood"))):
        return _work_again(request, work, str(UNDERSTAND if form == "open" else CHOOSE))
    once = str(request.POST.get("once", ""))
    if not is_once(once):
        return _work_again(request, work, str(STALE))
    return _entered(request, _Wanted(form, once, parts=parts))


def _work_again(request: HttpRequest, work: WorkForm, trouble: str) -> HttpResponse:
    shown = {"once": new_once(), "work": work, "trouble": trouble}
    return render(request, "pages/chronology/work.html", shown, status=400)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a form asks to have recorded; `then` is done with the record once there is one."""

    form: str
    once: str
    sha256: bytes | None = None
    media_type: str = ""
    parts: tuple[MemberPart, ...] = ()
    then: Callable[[Record], None] = lambda _record: None


def _entered(request: HttpRequest, wanted: _Wanted) -> HttpResponse:
    try:
        require_going_on()
        record = _record(wanted, viewer_of(request))
        wanted.then(record)
    except LedgerError as problem:
        return cannot(request, problem)
    return see_other(reverse("pages:record", args=[record.pk]) + "?after=recorded")


def _record(wanted: _Wanted, owner: Viewer) -> Record:
    sha256, parts = wanted.sha256, wanted.parts
    if wanted.form == "open":
        return record_open(sha256=sha256, owner=owner, media_type=wanted.media_type, members=parts)
    return record_sealed(sha256=sha256, owner=owner, members=parts, once=wanted.once)
