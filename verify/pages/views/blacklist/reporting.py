"""Reporting a device: the form, and how a report stands for whoever has its number."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRefresh

from verify.accounts.models import User
from verify.blacklist.errors import GovernmentRefused
from verify.cases.errors import CaseError
from verify.cases.sidecars import NotASidecar, require_sidecar
from verify.pages.pace import is_objecting_too_often, is_too_fast
from verify.pages.presentation.blacklist.handed_in import SIGNS, trouble_of
from verify.pages.presentation.blacklist.words import EVIDENCE, REASONS, REPORTED_REASONS, WHAT, word
from verify.pages.views.answers import declined, see_other, too_fast
from verify.reporting.errors import BadReport, NoSuchReport, ReportingError
from verify.reporting.models import HandedIn, HandedInState
from verify.reporting.selectors import report_get
from verify.reporting.services import Report, report_typed, report_upload, require_report
from verify.reporting.typed import typed_id

FIELDS = ("what", "reason", "class", "words", "maker", "name", "pem")
NARROWED = ("first_version", "last_version", "captures_from", "captures_to")
MOST_VERSION_CHARS = 60


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def report(request: HttpRequest) -> HttpResponse:
    """Ask what is wrong with which device, and take it in sealed."""
    if request.method != "POST":
        return _form(request, {})
    if is_too_fast(request) or is_objecting_too_often(request):
        return too_fast(request)
    given = {name: str(request.POST.get(name, "")).strip() for name in (*FIELDS, *NARROWED)}
    try:
        row = _taken(request, given)
    except CaseError as problem:
        return declined(request, problem)
    except (ReportingError, GovernmentRefused) as problem:
        return _form(request, given, trouble=str(problem))
    return see_other(reverse("pages:list_receipt", args=[row.pk]))


def _taken(request: HttpRequest, given: dict[str, str]) -> HandedIn:
    told = _told(request, given)
    require_report(told)
    file = _sent(request, "file")
    if file is None:
        return report_typed(told, named=typed_id(told.what, given))
    credentials = _sent(request, "manifest")
    if credentials is not None:
        _require_credentials(credentials)
    return report_upload(told, upload=file, size=file.size, credentials=credentials, capture=_sent(request, "capture"))


def _told(request: HttpRequest, given: dict[str, str]) -> Report:
    ends = _day(given["captures_to"])
    return Report(
        what=given["what"],
        reason=given["reason"],
        evidence_class=given["class"],
        words=given["words"],
        first_version=given["first_version"][:MOST_VERSION_CHARS],
        last_version=given["last_version"][:MOST_VERSION_CHARS],
        captures_from=_day(given["captures_from"]),
        captures_to=ends + timedelta(days=1) if ends else None,
        reporter=request.user.pk if isinstance(request.user, User) else None,
    )


def _sent(request: HttpRequest, name: str) -> UploadedFile | None:
    file = request.FILES.get(name)
    return file if isinstance(file, UploadedFile) and file.size else None


def _require_credentials(file: UploadedFile) -> None:
    try:
        require_sidecar(file)
    except NotASidecar as problem:
        raise BadReport("report.credentials", _("What came as detached credentials is something else.")) from problem


def _day(given: str) -> datetime | None:
    if not given:
        return None
    try:
        return datetime.combine(datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC).date(), time(), UTC)
    except ValueError as problem:
        raise BadReport("report.day", _("Give days as year-month-day.")) from problem


def _form(request: HttpRequest, given: dict[str, str], *, trouble: str = "") -> HttpResponse:
    opened = any(given.get(name) for name in ("maker", "name", "pem"))
    shown = {
        "subjects": WHAT.items(),
        "reasons": [(reason.value, REASONS[reason]) for reason in REPORTED_REASONS],
        "evidence": EVIDENCE.items(),
        "given": {**given, "opened": opened, "narrowed": any(given.get(name) for name in NARROWED)},
        "trouble": trouble,
        "demo": settings.DEMO,
    }
    return render(request, "pages/blacklist/report.html", shown, status=400 if trouble else 200)


@require_safe
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far a report is, and which case it became."""
    try:
        row = report_get(public_id)
    except NoSuchReport as nothing:
        raise Http404 from nothing
    waiting = row.state == HandedInState.WAITING
    if request.htmx:
        return HttpResponse(status=204) if waiting else HttpResponseClientRefresh()
    shown = {
        "sign": SIGNS[row.state],
        "waiting": waiting,
        "trouble": trouble_of(row.code),
        "case": row.about,
        "what": word(WHAT, row.what),
        "here": reverse("pages:list_receipt", args=[row.pk]),
    }
    return render(request, "pages/blacklist/receipt.html", shown)
