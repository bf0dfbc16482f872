"""From a posted form to a verification: a file, a link, or a demo medium by its name."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from provenance.gate import Refusal
from verify.cases.errors import Refused
from verify.cases.models import Verification
from verify.cases.services import verification_start, verification_start_from_link
from verify.cases.sidecars import NotACapture, NotASidecar, require_capture, require_sidecar
from verify.cases.uploader import Uploader
from verify.pages.demo_media import demo_medium


def intake(request: HttpRequest) -> Verification:
    """Start the check of what the form brings; raises the errors of `verify.cases`."""
    uploader = Uploader.of(request)
    if link := str(request.POST.get("link", "")).strip():
        return verification_start_from_link(url=link, uploader=uploader)
    if name := str(request.POST.get("demo", "")):
        return _demo(name, uploader)
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(Refusal("refused.empty", {}))
    return verification_start(
        upload=upload, size=upload.size, uploader=uploader, sidecar=_detached(request), capture=_capture(request)
    )


def _detached(request: HttpRequest) -> UploadedFile | None:
    manifest = request.FILES.get("manifest")
    if manifest is None or not manifest.size:
        return None  # a form without script sends the empty field as well
    try:
        require_sidecar(manifest)
    except NotASidecar as problem:
        raise Refused(Refusal("refused.not_a_sidecar", {})) from problem
    return manifest


def _capture(request: HttpRequest) -> UploadedFile | None:
    signed = request.FILES.get("capture")
    if signed is None or not signed.size:
        return None
    try:
        require_capture(signed)
    except NotACapture as problem:
        raise Refused(Refusal("refused.not_a_capture", {})) from problem
    return signed


def _demo(name: str, uploader: Uploader) -> Verification:
    medium = demo_medium(name)
    if medium is None:
        raise Refused(Refusal("refused.empty", {}))
    capture = medium.capture.read_bytes() if medium.capture else None
    with medium.path.open("rb") as source:
        size = medium.path.stat().st_size
        return verification_start(upload=source, size=size, uploader=uploader, capture=capture)
