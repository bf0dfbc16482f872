"""One view an action, for signed statements."""

from __future__ import annotations

import re

from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api.asking import asking
from verify.api.limits import ITEMS_A_CALL, RETRY_AFTER_SECONDS
from verify.api.preferences import seconds_to_wait
from verify.api.statements.checking import checked
from verify.api.statements.drafting import drafted
from verify.api.statements.envelope import statement_envelope
from verify.api.statements.intake import (
    CheckParser,
    SignedParser,
    checks_wanted,
    draft_wanted,
    statement_wanted,
)
from verify.api.statements.operations import CHECK_STATEMENTS, DRAFT_STATEMENT, READ_STATEMENT, RECORD_STATEMENT
from verify.api.statements.services import statement_awaited
from verify.api.statements.stepping_up import require_confirmed
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.authors.errors import NoSuchStatement
from verify.authors.services import signed_record
from verify.ledger.values import PUBLIC

ID = re.compile(r"[0-9a-f]{64}")
SOON = {"Retry-After": str(RETRY_AFTER_SECONDS)}


class StatementStart(APIView):
    """`POST statements`."""

    key_scopes = (Scope.RECORD,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)
    parser_classes = (SignedParser,)

    @RECORD_STATEMENT
    def post(self, request: Request) -> Response:
        asker = asking(request)
        if asker.viewer == PUBLIC:
            raise NotAuthenticated
        signed, opening = statement_wanted(request)
        require_confirmed(request, signed)
        made = signed_record(signed, owner=asker.viewer, opening=opening)
        there = statement_awaited(made, seconds_to_wait(request.headers.get("Prefer", "")))
        body = statement_envelope(made.pk, asker)
        headers = {"Location": body["links"]["self"]}
        if there:
            return Response(body, status.HTTP_201_CREATED, headers=headers)
        return Response(body, status.HTTP_202_ACCEPTED, headers=headers | SOON)


class StatementDetail(APIView):
    """`GET statements/{id}`."""

    key_scopes = (Scope.READ, Scope.RECORD)
    http_method_names = ("get", "head")

    @READ_STATEMENT
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        if not ID.fullmatch(id):
            raise NoSuchStatement
        body = statement_envelope(id, asking(request))
        waits = body["record"] is not None and body["record"]["index"] is None
        return Response(body, headers=SOON if waits else None)


class StatementCheck(APIView):
    """`POST statements/check`."""

    key_scopes = (Scope.CHECK,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)
    parser_classes = (MultiPartParser, CheckParser)

    @CHECK_STATEMENTS
    def post(self, request: Request) -> Response:
        wanted = checks_wanted(request)
        if isinstance(wanted, list):
            self.count(request, len(wanted))
        return Response(checked(wanted, asking(request)))

    def count(self, request: Request, items: int) -> None:
        """Count many things as what they cost; raises Throttled. The call itself was counted before."""
        for _ in range(ITEMS_A_CALL, items, ITEMS_A_CALL):
            self.check_throttles(request)


class StatementDraft(APIView):
    """`POST statements/typed-data`."""

    key_scopes = (Scope.RECORD,)
    http_method_names = ("post",)
    parser_classes = (SignedParser,)

    @DRAFT_STATEMENT
    def post(self, request: Request) -> Response:
        return Response(drafted(draft_wanted(request), host=request.get_host()))
