"""The log as programs read it (C2SP tlog-tiles), and our witness for other logs (C2SP tlog-witness)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from verify.ledger.errors import LedgerError, LogUnavailable
from verify.ledger.selectors import log_file
from verify.ledger.services import checkpoint_add
from verify.pages.pace import is_too_fast

# A tile never changes, and neither does a partial one of the same width; the newest checkpoint is a new one soon.
FOR_EVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=1"
NOT_KEPT = "no-store"
# A checkpoint with a hundred cosignatures and a consistency proof of 63 hashes stays far below.
LARGEST_REQUEST = 64 * 1024
CONFLICT, OLD_SIZE = 409, "text/x.tlog.size"  # C2SP tlog-witness: the size that the witness knows


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Send the newest published checkpoint with its cosignatures."""
    return _file("checkpoint", "text/plain; charset=utf-8", BRIEFLY)


@require_safe
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """Send a tile of hashes or a bundle of entries."""
    return _file(f"tile/{path}", "application/octet-stream", FOR_EVER)


def _file(path: str, kind: str, keep: str) -> HttpResponse:
    try:
        content = log_file(path)
    except LogUnavailable:
        return _plain("The log cannot be read right now.\n", 503)
    if content is None:
        return _plain("There is nothing at this address.\n", 404)
    return open_to_all(HttpResponse(content, content_type=kind), keep)


def _plain(text: str, status: int) -> HttpResponse:
    return open_to_all(HttpResponse(text, status=status, content_type="text/plain; charset=utf-8"), NOT_KEPT)


def open_to_all(answer: HttpResponse, keep: str) -> HttpResponse:
    """The log is public: monitors in other people's pages may read it, and caches may keep what never changes."""
    answer["Cache-Control"] = keep
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@require_POST
@csrf_exempt
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """Hand another log's checkpoint to the signer, which is the witness; its answer goes back as it is."""
    if is_too_fast(request):
        return _plain("Too many requests at once: wait a minute.\n", 429)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
        return _plain("This is larger than any request of a log.\n", 413)
    try:
        reply = checkpoint_add(request.body)
    except LedgerError:
        return _plain("The witness does not answer right now.\n", 503)
    kind = OLD_SIZE if reply.status == CONFLICT else "text/plain; charset=utf-8"
    return HttpResponse(reply.body, status=reply.status, content_type=kind)
