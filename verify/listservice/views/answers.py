"""How the list service answers: JSON or bytes, and refusals as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from provenance.blindlist.errors import BadBlob, BlindListError, EpochRefused
from provenance.blindlist.government.errors import GovernmentError
from provenance.blindlist.signing import SignatureRefused
from verify.listservice.errors import ListServiceError, NoRoom

View = Callable[..., HttpResponseBase]

STATUSES: dict[type[BlindListError], tuple[int, str]] = {
    SignatureRefused: (403, "list.not_a_maintainer"),
    EpochRefused: (409, "list.refused"),
    BadBlob: (400, "list.bad_request"),
    GovernmentError: (409, "list.refused"),
}


def answering(*methods: str) -> Callable[[View], View]:
    """Allow these methods only, and say every refusal in one form. Nobody's cookie means anything here."""

    def wrap(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, **given: Any) -> HttpResponseBase:
            if request.method not in methods:
                return problem(405, "list.method", "This address is asked in another way.")
            try:
                return view(request, **given)
            except ListServiceError as refusal:
                return problem(refusal.status, refusal.code, str(refusal))
            except BlindListError as refusal:
                status, code = _status(refusal)
                return problem(status, code, refusal.public)

        return answer

    return wrap


def _status(refusal: BlindListError) -> tuple[int, str]:
    return next((found for kind, found in STATUSES.items() if isinstance(refusal, kind)), (400, "list.bad_request"))


def problem(status: int, code: str, detail: str) -> HttpResponse:
    """A refusal."""
    body = {"type": f"/docs/list-service#{code}", "title": code, "status": status, "detail": detail, "code": code}
    return JsonResponse(body, status=status, content_type="application/problem+json")


def body_of(request: HttpRequest, at_most: int) -> bytes:
    """The body, never more than this; raises NoRoom."""
    content: bytes = request.read(at_most + 1)
    if len(content) > at_most:
        raise NoRoom(f"A message here is at most {at_most} bytes.")
    return content


def binary(content: bytes) -> HttpResponse:
    """Bytes that are compared with a digest by whoever takes them."""
    return HttpResponse(content, content_type="application/octet-stream")


def file(path: Any) -> FileResponse:
    """A download, piece by piece."""
    return FileResponse(path.open("rb"), content_type="application/octet-stream")
