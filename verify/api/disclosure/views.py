"""`GET verifications/{id}/disclosure`."""

from __future__ import annotations

import re

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api import callers
from verify.api.disclosure.envelope import disclosure_envelope
from verify.api.disclosure.operations import READ_DISCLOSURE
from verify.api.errors import ProblemRaised, refuse
from verify.api.limits import RETRY_AFTER_SECONDS
from verify.api.problems import problem
from verify.apikeys.scopes import Scope
from verify.cases.errors import NoSuchVerification
from verify.cases.selectors import report_of, verification_get

ID = re.compile(r"[A-Za-z0-9_-]{22}")
NO_REPORT = "There is no report: the file was not read. That says nothing about it."


class DisclosureDetail(APIView):
    """Open to whoever may read the report."""

    key_scopes = (Scope.CHECK, Scope.READ)
    http_method_names = ("get", "head")

    @READ_DISCLOSURE
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        if not ID.fullmatch(id):
            raise NoSuchVerification
        caller = callers.reader(request)
        found = verification_get(id, viewer=caller)
        if not found.is_finished:
            raise ProblemRaised(problem("not_finished", retry_after_s=RETRY_AFTER_SECONDS))
        report = report_of(found, viewer=caller)
        if report is None:
            raise refuse("not_found", NO_REPORT)
        return Response(disclosure_envelope(found, report))
