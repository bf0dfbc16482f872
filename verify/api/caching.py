"""What callers and caches may keep and for how long (RFC 9111), and answering "as you have it" (RFC 9110, 13)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

FOR_EVER: Final = "public, max-age=31536000, immutable"
"""What never changes under its address."""
ASK_AGAIN: Final = "public, no-cache"
"""Anybody may keep it and asks each time whether it is still so, which costs a 304."""
OWN: Final = "private, no-cache"
"""The caller alone may keep it, and asks each time: it can be discarded, and what is on record changes."""
NOT_AT_ALL: Final = "no-store"


def etag_of(*parts: str) -> str:
    """A strong ETag (RFC 9110 section 8.8.3) for what these words determine."""
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def as_you_have_it(request: Request, etag: str, keeping: str) -> HttpResponse | None:
    """304 where the caller names this ETag, else None; with what else a 200 would have said about keeping."""
    found = get_conditional_response(request._request, etag=etag)  # noqa: SLF001 - DRF's way to the request below
    if not isinstance(found, HttpResponseNotModified):
        return None
    found["ETag"], found["Cache-Control"] = etag, keeping
    return found


def kept(etag: str, keeping: str) -> dict[str, str]:
    """The headers of an answer that may be kept."""
    return {"ETag": etag, "Cache-Control": keeping}


def kept_by_its_reader(request: Request, body: Mapping[str, object]) -> HttpResponse:
    """The body with a weak ETag of itself, or 304: what is finished is sent once and asked about again for little.

    Weak (RFC 9110 section 8.8.1): when something was last looked up is no change; a 304 says that it is still so now.
    """
    etag = f"W/{etag_of(JSONRenderer().render(_undated(body)).decode())}"
    return as_you_have_it(request, etag, OWN) or Response(body, headers=kept(etag, OWN))


def _undated(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _undated(one) for name, one in value.items() if name != "checked_at"}
    return [_undated(one) for one in value] if isinstance(value, list | tuple) else value
