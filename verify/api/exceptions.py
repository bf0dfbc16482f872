"""Turns whatever stops a view into problem details; a fault of ours is logged and never becomes a verdict."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from math import ceil
from typing import Any

import structlog
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from rest_framework import exceptions as drf
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from verify.api.errors import ProblemRaised
from verify.api.problems import Problem, problem, refusal_problem
from verify.api.renderers import PROBLEM_JSON
from verify.authors import errors as authors
from verify.batches import errors as batches
from verify.cases.errors import Busy, CallerBusy, LinkNotAllowed, NoRoom, NoSuchVerification, Refused
from verify.consents import errors as consents
from verify.feed.errors import FeedError
from verify.index.errors import IndexUnavailable
from verify.ledger.errors import BadRecord, Erased, LogUnavailable, NoSuchRecord, NotRecordedYet, SignerUnavailable
from verify.ledger.keystore import KeyMissing

log = structlog.get_logger("api")

# No room or no descriptors left: the request was fine, the machine is not.
EXHAUSTED = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
BUSY_RETRY_SECONDS = 30
# Open records reach the log within seconds, and a checkpoint covers them soon after.
RECORD_RETRY_SECONDS = 2
# Who is refused for asking too often, or with a key that is none, gets the refusal so slowly, in bytes a second, that a
# crowd that does not listen spends its time and not ours. nginx does it, at no cost, and keeps the word to itself.
HELD_BACK = {"throttled", "key_refused"}
HELD_BACK_RATE = "300"


def answer(exc: Exception, context: Mapping[str, Any]) -> Response:
    """The exception handler of the interface (DRF's `EXCEPTION_HANDLER`)."""
    set_rollback()
    found = problem_of(exc)
    if found.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request failed", code=found.code, exc_info=exc)
    response = problem_response(found)
    if found.code in HELD_BACK and api_settings.NUM_PROXIES:
        response["X-Accel-Limit-Rate"] = HELD_BACK_RATE
    if found.code == "key_refused":
        response["WWW-Authenticate"] = 'Bearer error="invalid_token"'  # RFC 9110 section 15.5.2, RFC 6750 section 3
    if isinstance(exc, drf.MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


def problem_response(found: Problem) -> Response:
    """The problem as an HTTP answer."""
    headers = {"Retry-After": str(found.retry_after_s)} if found.retry_after_s is not None else None
    return Response(found.as_json(), status=found.status, content_type=PROBLEM_JSON, headers=headers)


def problem_of(exc: Exception) -> Problem:
    """The problem that fits this exception best; what nobody foresaw is our fault."""
    for kinds, tell in TELLERS:
        if isinstance(exc, kinds):
            return tell(exc)
    return problem("internal")


def _throttled(exc: Any) -> Problem:
    return problem("throttled", retry_after_s=ceil(exc.wait or 1))


def _parse_error(exc: Any) -> Problem:
    return problem("malformed", str(exc.detail) if str(exc.detail) != _UNSAID else None)


def _system(exc: Any) -> Problem:
    return _unavailable(exc) if exc.errno in EXHAUSTED else problem("internal")


def _unavailable(_exc: Any) -> Problem:
    return problem("unavailable", retry_after_s=BUSY_RETRY_SECONDS)


def _ledger_away(exc: Any) -> Problem:
    return problem("unavailable", str(exc), retry_after_s=BUSY_RETRY_SECONDS)


def _reasoned(code: str) -> Callable[[Any], Problem]:
    """Why something signed is not taken: the sentence and the exact code of whoever refused it."""
    return lambda exc: replace(problem(code, str(exc) or None), reason=exc.code)


def _always(code: str, detail: str | None = None) -> Callable[[Any], Problem]:
    return lambda _exc: problem(code, detail)


def _sentence(code: str) -> Callable[[Any], Problem]:
    """What whoever refused it says, where that is more than the general words."""
    return lambda exc: problem(code, str(exc) or None)


_UNSAID = str(drf.ParseError.default_detail)
_BAD_FORM = "The form could not be read. Send multipart/form-data with a boundary, as curl -F does."
_TOO_MANY = "The form has too many fields. Send only `file` and, where there are any, `sidecar` and `capture`."

Kinds = type[Exception] | tuple[type[Exception], ...]
TELLERS: tuple[tuple[Kinds, Callable[[Any], Problem]], ...] = (
    (ProblemRaised, lambda exc: exc.problem),
    (Refused, lambda exc: refusal_problem(exc.refusal)),
    (LinkNotAllowed, _always("link.refused")),
    (NoSuchVerification, _always("not_found")),
    (batches.NoSuchBatch, _always("not_found")),
    (batches.BadList, _sentence("bad_items")),
    (batches.BadArchive, _reasoned("bad_archive")),
    (batches.TooManyBatches, lambda exc: problem("too_many_batches", str(exc), retry_after_s=exc.retry_after)),
    (batches.NotNow, _sentence("batch_state")),
    (NotRecordedYet, lambda exc: problem("record_waiting", retry_after_s=RECORD_RETRY_SECONDS)),
    (BadRecord, lambda exc: problem("bad_record", str(exc))),
    ((NoSuchRecord, Erased), _always("not_found")),
    ((authors.NoSuchStatement, authors.NoSuchAuthor), _sentence("not_found")),
    ((authors.NonceUsed, authors.KeyTaken), _reasoned("statement_conflict")),
    ((authors.NotYours, authors.StepUpNeeded), _reasoned("forbidden")),
    (authors.DeskUnavailable, _ledger_away),
    (authors.AuthorError, _reasoned("bad_statement")),
    ((consents.NoSuchConsent, consents.NoSuchObjection), _sentence("not_found")),
    (consents.NotTheSigner, _reasoned("forbidden")),
    (consents.ConsentError, _reasoned("bad_consent")),
    ((LogUnavailable, SignerUnavailable, KeyMissing), _ledger_away),
    (IndexUnavailable, _ledger_away),
    (FeedError, _sentence("not_found")),
    (CallerBusy, lambda exc: problem("throttled", retry_after_s=exc.retry_after)),
    ((Busy, NoRoom), lambda exc: problem("unavailable", retry_after_s=exc.retry_after)),
    (drf.Throttled, _throttled),
    (drf.ParseError, _parse_error),
    (drf.UnsupportedMediaType, _always("unsupported_media_type")),
    (drf.NotAcceptable, _always("not_acceptable")),
    (drf.MethodNotAllowed, _always("method_not_allowed")),
    ((drf.NotFound, Http404), _always("not_found")),
    ((drf.PermissionDenied, drf.NotAuthenticated, drf.AuthenticationFailed, PermissionDenied), _always("forbidden")),
    (MultiPartParserError, _always("malformed", _BAD_FORM)),
    ((TooManyFieldsSent, TooManyFilesSent), _always("malformed", _TOO_MANY)),
    (RequestDataTooBig, _always("body_too_large")),
    ((SuspiciousOperation, UnreadablePostError), _always("malformed")),
    (OperationalError, _unavailable),
    (OSError, _system),
)
