"""One view an action, for records and look-ups."""

from __future__ import annotations

import re

from django.http import HttpResponse
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api import intake
from verify.api.asking import asking
from verify.api.caching import kept_by_its_reader
from verify.api.limits import RETRY_AFTER_SECONDS
from verify.api.preferences import seconds_to_wait
from verify.api.records.batch import BatchParser, batch_wanted, recorded
from verify.api.records.envelope import open_members, record_envelope
from verify.api.records.intake import lookup_wanted, record_wanted
from verify.api.records.looking_up import LookupParser, looked_up
from verify.api.records.services import record_awaited, record_once
from verify.api.renderers import ProblemRenderer, ZipRenderer
from verify.api.schema.record_operations import BUNDLE, LOOK_UP, READ_RECORD, RECORD, RECORD_BATCH
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Form, Record, RecordState
from verify.ledger.selectors import bundle_of, record_get, sealed_members_of
from verify.ledger.values import PUBLIC, MemberPart, Viewer

ID = re.compile(r"[A-Za-z0-9_-]{22}")
SOON = {"Retry-After": str(RETRY_AFTER_SECONDS)}


class RecordStart(APIView):
    """`POST records`."""

    key_scopes = (Scope.RECORD,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @RECORD
    def post(self, request: Request) -> Response:
        owner = _owner(request)
        wanted, key = record_wanted(request), intake.idempotency_key(request)
        made = record_once(wanted=wanted, owner=owner, key=key)
        found = record_awaited(made, seconds_to_wait(request.headers.get("Prefer", "")))
        body = record_envelope(found, _members(found, owner))
        headers = {"Location": body["links"]["self"]}
        if found.state == RecordState.RECORDED:
            return Response(body, status.HTTP_201_CREATED, headers=headers)
        return Response(body, status.HTTP_202_ACCEPTED, headers=headers | SOON)


class RecordDetail(APIView):
    """`GET records/{id}`."""

    key_scopes = (Scope.READ, Scope.RECORD)
    http_method_names = ("get", "head")

    @READ_RECORD
    def get(self, request: Request, id: str) -> HttpResponse:  # noqa: A002 - the name in the schema
        viewer = _viewer(request)
        found = _known(id, viewer)
        body = record_envelope(found, _members(found, viewer))
        waits = found.state == RecordState.WAITING
        return Response(body, headers=SOON) if waits else kept_by_its_reader(request, body)


class RecordBundle(APIView):
    """`GET records/{id}/bundle`."""

    key_scopes = (Scope.READ, Scope.RECORD)
    http_method_names = ("get", "head")
    renderer_classes = (ZipRenderer, ProblemRenderer)

    @BUNDLE
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        viewer = _viewer(request)
        content = bundle_of(_known(id, viewer), viewer=viewer)
        named = {"Content-Disposition": 'attachment; filename="firstlight-bundle.zip"'}
        return Response(content, content_type=ZipRenderer.media_type, headers=named)


class RecordBatch(APIView):
    """`POST records/batch`."""

    key_scopes = (Scope.RECORD,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)
    parser_classes = (BatchParser,)

    @RECORD_BATCH
    def post(self, request: Request) -> Response:
        owner = _owner(request)
        items, key = batch_wanted(request), intake.idempotency_key(request)
        return Response({"records": recorded(items, owner=owner, key=key)})


class Lookup(APIView):
    """`POST lookup`."""

    key_scopes = (Scope.READ, Scope.CHECK)
    http_method_names = ("post",)
    parser_classes = (MultiPartParser, LookupParser)

    @LOOK_UP
    def post(self, request: Request) -> Response:
        return Response(looked_up(lookup_wanted(request), _viewer(request)))


def _known(public_id: str, viewer: Viewer) -> Record:
    if not ID.fullmatch(public_id):
        raise NoSuchRecord
    return record_get(public_id, viewer=viewer)


def _members(record: Record, viewer: Viewer) -> tuple[MemberPart, ...]:
    return open_members(record) if record.form == Form.OPEN else sealed_members_of(record, viewer=viewer)


def _owner(request: Request) -> Viewer:
    """Who will own the record; asked here and not by a permission, so that wrong methods are told apart first."""
    owner = _viewer(request)
    if owner == PUBLIC:
        raise NotAuthenticated
    return owner


def _viewer(request: Request) -> Viewer:
    return asking(request).viewer
