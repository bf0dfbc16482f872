"""One view an action; each reads the request, calls services and answers."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api import callers, intake
from verify.api.caching import kept_by_its_reader
from verify.api.envelope import address, envelope, for_uploader, problem_in
from verify.api.errors import ProblemRaised
from verify.api.limits import RETRY_AFTER_SECONDS
from verify.api.preferences import seconds_to_wait
from verify.api.schema.document import openapi
from verify.api.schema.operations import DISCARD, READ, SCHEMA, START
from verify.api.services import verification_awaited, verification_start_once
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification
from verify.cases.selectors import claims_once, verification_get
from verify.cases.services import verification_discard, verification_forget
from verify.cases.uploader import Uploader

# Anything else exists nowhere, and some databases choke on it.
ID = re.compile(r"[A-Za-z0-9_-]{22}")
SOON = {"Retry-After": str(RETRY_AFTER_SECONDS)}


class VerificationStart(APIView):
    """`POST verifications`."""

    key_scopes = (Scope.CHECK,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @START
    def post(self, request: Request) -> Response:
        sent, key = intake.wanted(request), intake.idempotency_key(request)
        uploader, is_stranger = callers.sender(request, key)
        started = verification_start_once(sent=sent, uploader=uploader, key=key)
        seconds = seconds_to_wait(request.headers.get("Prefer", ""))
        found = verification_awaited(started, seconds, viewer=uploader)
        return _told(found, uploader, uploader.secret if is_stranger else None)


def _told(verification: Verification, uploader: Uploader, token: str | None) -> Response:
    problem = problem_in(verification)
    if problem is not None:
        verification_forget(verification)
        raise ProblemRaised(problem)
    body = for_uploader(verification, uploader, claims_once(verification, uploader), token)
    headers = {"Location": address(verification)}
    if verification.is_finished:
        return Response(body, status.HTTP_201_CREATED, headers=headers)
    return Response(body, status.HTTP_202_ACCEPTED, headers=headers | SOON)


def _known(public_id: str, viewer: Uploader | None) -> Verification:
    if not ID.fullmatch(public_id):
        raise NoSuchVerification
    return verification_get(public_id, viewer=viewer)


class VerificationDetail(APIView):
    """`GET` and `DELETE verifications/{id}`."""

    key_scopes = (Scope.CHECK, Scope.READ)
    http_method_names = ("get", "head", "delete")

    @READ
    def get(self, request: Request, id: str) -> HttpResponse:  # noqa: A002 - the name in the schema
        caller = callers.reader(request)
        found = _known(id, caller)
        body = envelope(found, caller)
        return kept_by_its_reader(request, body) if found.is_finished else Response(body, headers=SOON)

    @DISCARD
    def delete(self, request: Request, id: str) -> Response:  # noqa: A002
        caller = callers.reader(request)
        found = _known(id, caller)
        if caller is None:
            raise NoSuchVerification
        verification_discard(found, uploader=caller)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Schema(APIView):
    """`GET schema`."""

    key_scopes = tuple(Scope)
    http_method_names = ("get", "head")

    @SCHEMA
    def get(self, request: Request) -> Response:
        return Response(openapi())


class NoSuchRoute(APIView):
    """Everything below `/api/v1/` that is not there, in the form that programs read."""

    schema = None
    key_scopes = tuple(Scope)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound
