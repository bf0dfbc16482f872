"""One view an action, for batches; all of them need a key or a log-in, since every batch has an owner."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import StreamingHttpResponse
from django.urls import reverse
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api import callers
from verify.api.batches.envelope import address, batch_envelope, csv_lines, envelopes, json_lines
from verify.api.batches.intake import ListParser, TableParser, batch_wanted
from verify.api.batches.operations import (
    CANCEL,
    DISCARD_BATCH,
    EXPORT_CSV,
    EXPORT_JSONL,
    LIST,
    LIST_ITEMS,
    READ_BATCH,
    RETRY,
    START_BATCH,
)  # fmt: skip
from verify.api.batches.renderers import CsvRenderer, JsonLinesRenderer
from verify.api.batches.services import batch_start_once
from verify.api.errors import refuse
from verify.api.intake import idempotency_key
from verify.api.renderers import ProblemRenderer
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.batches.errors import NoSuchBatch
from verify.batches.models import Batch
from verify.batches.selectors import STATES, batch_get, batches_of, items_page
from verify.batches.services.changing import batch_cancel, batch_forget, batch_retry
from verify.cases.uploader import Uploader

ID = re.compile(r"[A-Za-z0-9_-]{22}")
CODE = re.compile(r"[a-z_]{1,40}(\.[a-z_]{1,40}){0,2}")
SOON = {"Retry-After": "2"}
MOST_BATCHES = 50
USUAL_ITEMS, MOST_ITEMS_A_PAGE = 100, 500


class Batches(APIView):
    """`POST` and `GET batches`."""

    key_scopes = (Scope.CHECK,)
    throttle_classes = (CheckThrottle,)
    parser_classes = (MultiPartParser, ListParser, TableParser)
    http_method_names = ("get", "head", "post")

    @START_BATCH
    def post(self, request: Request) -> Response:
        _require_somebody(request)
        key = idempotency_key(request)
        uploader, _ = callers.sender(request, key)
        started = batch_start_once(batch_wanted(request), sender=uploader, key=key)
        headers = {"Location": address(started)} | SOON
        return Response(batch_envelope(started), status.HTTP_202_ACCEPTED, headers=headers)

    @LIST
    def get(self, request: Request) -> Response:
        viewer = _viewer(request)
        cursor = request.query_params.get("cursor")
        before = None if cursor is None else _known(cursor, viewer)
        found = batches_of(viewer, most=MOST_BATCHES + 1, before=before)
        shown = found[:MOST_BATCHES]
        following = {"cursor": shown[-1].pk} if len(found) > MOST_BATCHES else None
        return Response(
            {"batches": [batch_envelope(one) for one in shown], "next": _next(reverse("api:batches"), following)}
        )


class BatchDetail(APIView):
    """`GET` and `DELETE batches/{id}`."""

    key_scopes = (Scope.CHECK, Scope.READ)
    http_method_names = ("get", "head", "delete")

    @READ_BATCH
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        found = _known(id, _viewer(request))
        return Response(batch_envelope(found), headers=SOON if found.is_running else None)

    @DISCARD_BATCH
    def delete(self, request: Request, id: str) -> Response:  # noqa: A002
        batch_forget(_known(id, _viewer(request)))
        return Response(status=status.HTTP_204_NO_CONTENT)


class BatchItems(APIView):
    """`GET batches/{id}/items`."""

    key_scopes = (Scope.CHECK, Scope.READ)
    http_method_names = ("get", "head")

    @LIST_ITEMS
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        found = _known(id, _viewer(request))
        asked = {
            "state": _asked(request, "state", lambda text: text in STATES, ""),
            "code": _asked(request, "code", lambda text: bool(CODE.fullmatch(text)), ""),
        }
        limit = int(_asked(request, "limit", _from_one_to(MOST_ITEMS_A_PAGE), str(USUAL_ITEMS)))
        after = int(_asked(request, "cursor", _from_one_to(10**6), "0"))
        page = items_page(found, most=limit, after=after, **asked)
        kept = {name: value for name, value in asked.items() if value} | {"limit": limit}
        following = kept | {"cursor": page.after} if page.after is not None else None
        here = reverse("api:batch_items", args=[found.pk])
        return Response({"items": envelopes(page.items), "next": _next(here, following)})


class BatchCancel(APIView):
    """`POST batches/{id}/cancel`."""

    key_scopes = (Scope.CHECK,)
    http_method_names = ("post",)

    @CANCEL
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        return _changed(request, id, batch_cancel)


class BatchRetry(APIView):
    """`POST batches/{id}/retry`."""

    key_scopes = (Scope.CHECK,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @RETRY
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        return _changed(request, id, batch_retry)


class BatchCsv(APIView):
    """`GET batches/{id}/export.csv`."""

    key_scopes = (Scope.CHECK, Scope.READ)
    http_method_names = ("get", "head")
    renderer_classes = (CsvRenderer, ProblemRenderer)

    @EXPORT_CSV
    def get(self, request: Request, id: str) -> StreamingHttpResponse:  # noqa: A002
        lines = csv_lines(_known(id, _viewer(request)))
        named = {"Content-Disposition": 'attachment; filename="firstlight-batch.csv"'}
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=named)


class BatchJsonLines(APIView):
    """`GET batches/{id}/export.jsonl`."""

    key_scopes = (Scope.CHECK, Scope.READ)
    http_method_names = ("get", "head")
    renderer_classes = (JsonLinesRenderer, ProblemRenderer)

    @EXPORT_JSONL
    def get(self, request: Request, id: str) -> StreamingHttpResponse:  # noqa: A002
        lines = json_lines(_known(id, _viewer(request)))
        named = {"Content-Disposition": 'attachment; filename="firstlight-batch.jsonl"'}
        return StreamingHttpResponse(lines, content_type=JsonLinesRenderer.media_type, headers=named)


def _changed(request: Request, public_id: str, change: Callable[[Batch], Any]) -> Response:
    viewer = _viewer(request)
    change(_known(public_id, viewer))
    found = _known(public_id, viewer)
    return Response(batch_envelope(found), headers=SOON if found.is_running else None)


def _require_somebody(request: Request) -> None:
    if not request.user.is_authenticated:
        raise NotAuthenticated


def _viewer(request: Request) -> Uploader:
    _require_somebody(request)
    found = callers.reader(request)
    if found is None:
        raise NotAuthenticated
    return found


def _known(public_id: str, viewer: Uploader) -> Batch:
    if not ID.fullmatch(public_id):
        raise NoSuchBatch("There is no such batch.")
    return batch_get(public_id, viewer)


def _asked(request: Request, name: str, fits: Callable[[str], bool], usual: str) -> str:
    text: str | None = request.query_params.get(name)
    if text is None:
        return usual
    if not fits(text):
        raise refuse("malformed", f"`{name}` cannot be read. Leave it out, or take it from the schema.")
    return text


def _from_one_to(most: int) -> Callable[[str], bool]:
    return lambda text: text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most


def _next(here: str, following: dict[str, Any] | None) -> str | None:
    return None if following is None else f"{here}?{urlencode(following)}"
