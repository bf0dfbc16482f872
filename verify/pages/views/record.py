"""One record: its page, the news of its page, its bundle."""

from __future__ import annotations

import json
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from provenance.on_record import KIND
from provenance.report_json import report_to_json
from provenance.types import Report
from verify import wiring
from verify.authors.selectors import statement_view, statements_about, statements_of_record
from verify.cases.indexing import index_choice_of, may_be_shown
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.contested.models import Kind
from verify.ledger.errors import LedgerError
from verify.ledger.models import Form, KeyPurpose, Record
from verify.ledger.selectors import bundle_of, is_of, time_of, vkey_of
from verify.ledger.values import TimeView, Viewer
from verify.pages.presentation.authors.rows import StatementRow
from verify.pages.presentation.authors.statement import statement_row
from verify.pages.presentation.chronology.copies import SAVED, CopyOption, copy_options
from verify.pages.presentation.chronology.record import RecordPage, record_page
from verify.pages.presentation.chronology.yourself import commands
from verify.pages.sealed import opened
from verify.pages.signed_reports import lists_of
from verify.pages.viewers import reader_of, record_found, recorder_name, viewer_of
from verify.pages.views.check import found as verification_found
from verify.pages.views.contested.public import beside
from verify.pages.views.ledger_answers import cannot
from verify.recovery.selectors import published_of

# News of a record come within seconds at first, and with the blocks of a chain later.
YOUNG = timedelta(minutes=3)
OFTEN, SELDOM = "2s", "20s"
STATEMENTS_SHOWN = 10  # about the bytes of one record; a check of the file tells them all
NOTICES = {
    "recorded": _("Recorded. Take the proof bundle along once it is ready, and keep it beside the file."),
    "retracted": _("The retraction is on its way to the log."),
    "copies": SAVED,
    "withdrawn": _("The credentials are published here no longer. Copies that others took stay with them."),
}


@require_safe
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a record; asked by a waiting page that knows its newest state, say that there is no news."""
    found, viewer = record_found(request, public_id), viewer_of(request)
    view = time_of(found)
    view = opened(found, view, viewer)
    page = record_page(view, recorder_name(viewer, found.organisation_id, found.user_id))
    if request.htmx and request.GET.get("known") == page.panel.mark:
        return HttpResponse(status=204)
    shown = _shown(request, found, view, page, viewer)
    return render(request, f"pages/chronology/record{'_live' if request.htmx else ''}.html", shown)


def _shown(request: HttpRequest, found: Record, view: TimeView, page: RecordPage, viewer: Viewer) -> dict[str, object]:
    mine = is_of(found, viewer)
    return {
        "page": page,
        "links": _links(request, view, page, mine=mine),
        "commands": commands(view.index, vkey_of(KeyPurpose.LOG), development=view.development),
        "leaf_json": json.dumps(page.leaf, indent=2),
        "live": "" if page.panel.settled else f"{reverse('pages:record', args=[found.pk])}?known={page.panel.mark}",
        "pause": OFTEN if wiring.now() - found.created < YOUNG else SELDOM,
        "fresh": bool(request.htmx),
        "notice": NOTICES.get(request.GET.get("after", "")),
        "copies": _copies(found) if mine else (),
        "signed": _signed(request, found, viewer),
        "published": published_of(found.pk),
        **_disputed(request, found, mine=mine),
        "withdraw": reverse("pages:record_withdraw", args=[found.pk]) if mine else "",
    }


def _disputed(request: HttpRequest, record: Record, *, mine: bool) -> dict[str, object]:
    """What others say is not right with an open record, as everybody reads it; of a sealed one there is nothing."""
    if record.form != Form.OPEN:
        return {}
    return beside(request, Kind.RECORD, record.pk, open_=not mine and record.hidden is None)


def _signed(request: HttpRequest, record: Record, viewer: Viewer) -> tuple[StatementRow, ...]:
    """What stands behind this record, and what was signed about the bytes that an open one names."""
    behind = [one.pk for one in statements_of_record(record.pk, viewer=viewer)]
    about = [one.pk for one in statements_about(record.sha256, viewer=viewer)] if record.sha256 else []
    reader = reader_of(request)
    names = dict.fromkeys([*behind, *about[:STATEMENTS_SHOWN]])
    return tuple(statement_row(statement_view(name, viewer=viewer, reader=reader)) for name in names)


def _copies(record: Record) -> tuple[CopyOption, ...]:
    """What its owner allows now, to be changed; nothing where it is not in the index."""
    choice = index_choice_of(record)
    return () if choice is None else copy_options(record.form, choice, may_be_shown=may_be_shown(record))


def _links(request: HttpRequest, view: TimeView, page: RecordPage, *, mine: bool) -> dict[str, str]:
    here = [view.record_id]
    return {
        "bundle": reverse("pages:record_bundle", args=here) if view.size is not None else "",
        "copies": reverse("pages:record_copies", args=here),
        "retract": reverse("pages:record_retract", args=here) if mine and page.can_be_retracted else "",
        "erase": reverse("pages:record_erase", args=here) if mine and view.form == "sealed" else "",
        "hide": reverse("pages:record_hide", args=here)
        if request.user.is_staff and view.form == "open" and view.index is not None and not view.hidden
        else "",
    }


@require_safe
def bundle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the proof bundle of a record."""
    found = record_found(request, public_id)
    try:
        content = bundle_of(found, viewer=viewer_of(request))
    except LedgerError as problem:
        return cannot(request, problem)
    return _sent(content, found)


@require_safe
def bundle_with_report(request: HttpRequest, public_id: str, record_id: str) -> HttpResponse:
    """Send the proof bundle of a record together with the signed report on the same file, as everybody may read it."""
    verification = verification_found(request, public_id)
    mine, report = report_of(verification, viewer=Uploader.reading(request)), report_of(verification)
    if mine is None or report is None or not _names(mine, record_id):
        raise Http404
    found, told = record_found(request, record_id), report_to_json(report)
    enclosed = {"report": json.dumps(told).encode(), "lists": json.dumps(lists_of(told)).encode()}
    try:
        content = bundle_of(found, viewer=viewer_of(request), **enclosed)
    except LedgerError as problem:
        return cannot(request, problem)
    return _sent(content, found)


def _names(report: Report, record_id: str) -> bool:
    return record_id in {one.params.get("record") for one in report.findings if one.kind == KIND}


def _sent(content: bytes, record: Record) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="firstlight-record-{record.index}.zip"'
    return answer
