"""Reads from a request what is to be checked, who asks, and under which key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from rest_framework.request import Request

from verify.api.errors import refuse
from verify.api.limits import IDEMPOTENCY_KEY_MAX_CHARS, IDEMPOTENCY_KEY_MIN_CHARS, LINK_MAX_CHARS, LINK_PATTERN
from verify.cases.sidecars import NotACapture, NotASidecar, require_capture, require_sidecar

KEY = re.compile(rf"[A-Za-z0-9._:-]{{{IDEMPOTENCY_KEY_MIN_CHARS},{IDEMPOTENCY_KEY_MAX_CHARS}}}")
LINK = re.compile(LINK_PATTERN)


@dataclass(frozen=True, slots=True)
class FileWanted:
    """A file to check, lying in quarantine without a name."""

    file: UploadedFile
    sidecar: UploadedFile | None = None
    capture: UploadedFile | None = None


@dataclass(frozen=True, slots=True)
class LinkWanted:
    """A link to check; it is nobody's business and never shown in traces."""

    url: str = field(repr=False)


Wanted = FileWanted | LinkWanted


def wanted(request: Request) -> Wanted:
    """What the body asks for; raises ProblemRaised with what to mend."""
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower() and not request.META.get("CONTENT_LENGTH"):
        raise refuse("length_required")
    body = request.data
    return _file(request) if hasattr(body, "getlist") else _link(body)


def idempotency_key(request: Request) -> str | None:
    """The caller's key, or None where there is none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise refuse("bad_idempotency_key")
    return key


def _file(request: Request) -> FileWanted:
    if set(request.data) - {"file", "sidecar", "capture"}:
        raise refuse("unknown_field")
    files, sidecars, captures = (request.FILES.getlist(name) for name in ("file", "sidecar", "capture"))
    if len(files) != 1 or len(sidecars) > 1 or len(captures) > 1 or len(request.POST):
        raise refuse("nothing_to_check", "Send one file in the form field `file`, as curl -F file=@photo.jpg does.")
    return FileWanted(
        files[0], _manifest(sidecars[0]) if sidecars else None, _capture(captures[0]) if captures else None
    )


def _manifest(sidecar: UploadedFile) -> UploadedFile:
    try:
        require_sidecar(sidecar)
    except NotASidecar as problem:
        raise refuse("not_a_sidecar") from problem
    return sidecar


def _capture(capture: UploadedFile) -> UploadedFile:
    try:
        require_capture(capture)
    except NotACapture as problem:
        raise refuse("not_a_capture") from problem
    return capture


def _link(body: object) -> LinkWanted:
    if not isinstance(body, Mapping) or "url" not in body:
        raise refuse("nothing_to_check")
    if set(body) - {"url"}:
        raise refuse("unknown_field")
    return LinkWanted(_plausible(body["url"]))


def _plausible(url: object) -> str:
    if not isinstance(url, str) or len(url) > LINK_MAX_CHARS or not LINK.fullmatch(url):
        raise refuse("link.refused")
    return url
