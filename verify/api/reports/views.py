"""`GET verifications/{id}/report.pdf` and `report.jsonld`; open to whoever may read the report."""

from __future__ import annotations

import re

from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api import callers
from verify.api.caching import OWN, as_you_have_it, kept
from verify.api.errors import ProblemRaised, refuse
from verify.api.limits import RETRY_AFTER_SECONDS
from verify.api.preferences import seconds_to_wait
from verify.api.problems import problem
from verify.api.renderers import LinkedRenderer, PdfRenderer, ProblemRenderer
from verify.api.reports.operations import READ_LINKED, READ_PDF
from verify.api.throttles import ReadThrottle
from verify.apikeys.scopes import Scope
from verify.callers import DocumentThrottle
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification
from verify.cases.selectors import verification_get
from verify.cases.uploader import Uploader
from verify.reports.assembling import report_document
from verify.reports.document import ReportDocument
from verify.reports.errors import ReportError
from verify.reports.linked_data import linked_data
from verify.reports.services import document_ask, document_awaited, pdf_in

ID = re.compile(r"[A-Za-z0-9_-]{22}")
NO_REPORT = "There is no report: the file was not read. That says nothing about it."


class ReportPdf(APIView):
    """The document."""

    key_scopes = (Scope.CHECK, Scope.READ)
    throttle_classes = (ReadThrottle, DocumentThrottle)
    renderer_classes = (PdfRenderer, ProblemRenderer)
    http_method_names = ("get", "head")

    @READ_PDF
    def get(self, request: Request, id: str) -> HttpResponse:  # noqa: A002 - the name in the schema
        caller = callers.reader(request)
        reader = _for_whom(request, caller)
        found = _finished(id, caller)
        document = _document(request, found, reader)
        try:
            waited = document_awaited(document_ask(found, document), seconds_to_wait(request.headers.get("Prefer", "")))
            pdf = pdf_in(waited)
        except ReportError as trouble:
            raise refuse("unavailable", str(trouble)) from trouble
        if pdf is None:
            soon = {"Retry-After": str(RETRY_AFTER_SECONDS)}
            return Response({"state": "waiting"}, 202, content_type="application/json", headers=soon)
        etag = f'"{document.digest}"'
        named = {"Content-Disposition": 'attachment; filename="firstlight-report.pdf"'}
        return as_you_have_it(request, etag, OWN) or Response(pdf, headers=named | kept(etag, OWN))


class ReportLinkedData(APIView):
    """The same for machines, as everybody may read it."""

    key_scopes = (Scope.CHECK, Scope.READ)
    renderer_classes = (LinkedRenderer, ProblemRenderer)
    http_method_names = ("get", "head")

    @READ_LINKED
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        found = _finished(id, callers.reader(request))
        return Response(linked_data(_document(request, found, None)))


def _for_whom(request: Request, caller: Uploader | None) -> Uploader | None:
    copy = request.GET.get("copy", "own")
    if copy not in {"own", "everybody"}:
        raise refuse("malformed", "`copy` is `own` or `everybody`. Leave it out to read the report as your team does.")
    return caller if copy == "own" else None


def _finished(public_id: str, caller: Uploader | None) -> Verification:
    if not ID.fullmatch(public_id):
        raise NoSuchVerification
    found = verification_get(public_id, viewer=caller)
    if not found.is_finished:
        raise ProblemRaised(problem("not_finished", retry_after_s=RETRY_AFTER_SECONDS))
    return found


def _document(request: Request, found: Verification, reader: Uploader | None) -> ReportDocument:
    document = report_document(found, viewer=reader, address=request.build_absolute_uri("/").rstrip("/"))
    if document is None:
        raise refuse("not_found", NO_REPORT)
    return document
