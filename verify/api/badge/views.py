"""`GET badge/{digest}`: for any page anywhere, without cookies, and kept by caches for some minutes.

A digest travels in this address because the page that shows the badge has published it; everything that a person looks
up is sent by POST instead.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from provenance.sentences import sentence
from provenance.types import Finding
from verify.api.badge.operations import LANGUAGES, READ_BADGE
from verify.api.errors import refuse
from verify.apikeys.scopes import Scope
from verify.cases.badge_words import LIMITS
from verify.cases.published import Published, published

SCHEMA: Final = "firstlight.badge/1"
DIGEST: Final = re.compile(r"[0-9a-f]{64}")

CACHE: Final = "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400"
"""Five minutes, so that what is taken back is seen soon; a day where this installation does not answer at all."""

OPEN: Final = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class Badge(APIView):
    """Asks for no log-in and sets no cookie: the answer is the same for everybody."""

    authentication_classes = ()
    key_scopes = tuple(Scope)
    http_method_names = ("get", "head")

    @READ_BADGE
    def get(self, request: Request, digest: str) -> Response | HttpResponse:
        if not DIGEST.fullmatch(digest):
            raise refuse("malformed", "A digest is a SHA-256: 64 characters, 0 to 9 and a to f.")
        language = _language(request)
        with translation.override(language):
            body = badge_envelope(published(digest))
        headers = {"Cache-Control": CACHE, "ETag": _tag(body), "Content-Language": language}
        unchanged = get_conditional_response(request._request, etag=headers["ETag"])  # noqa: SLF001 - as DRF documents
        if unchanged is None:
            return Response(body, headers=headers)
        for name, value in headers.items():
            unchanged[name] = value
        return unchanged

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let pages of other sites read every answer, refusals too, so that they can say what happened."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        for name, value in OPEN.items():
            answer[name] = value
        return answer


def _language(request: Request) -> str:
    """The one that the page asks for in the address, so that caches keep each by itself."""
    language = request.query_params.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise refuse("malformed", f"`lang` is one of {', '.join(LANGUAGES)}.")
    return str(language)


def badge_envelope(found: Published) -> dict[str, Any]:
    """What the badge shows."""
    return {
        "schema": SCHEMA,
        "sha256": found.sha256,
        "code": found.code,
        "word": found.word,
        "sentence": found.sentence,
        "lines": [_line(one) for one in found.lines],
        "more": found.more,
        "limits": [translation.gettext(one) for one in LIMITS],
        "demo": bool(settings.DEMO),
        "links": {"page": reverse("pages:badge_of", args=[found.sha256])},
    }


def _line(one: Finding) -> dict[str, Any]:
    return {
        "state": one.state,
        "code": one.code,
        "sentence": sentence(one.code, one.params, translation.gettext),
        "record": one.params.get("record") or None,
        "statement": one.params.get("statement") or None,
    }


def _tag(body: dict[str, Any]) -> str:
    """Of what is said and not of what was asked: an address has one of its own anyhow."""
    said = json.dumps({**body, "sha256": None, "links": None}, sort_keys=True).encode()
    return f'"{hashlib.sha256(said).hexdigest()[:32]}"'
