"""Sending many things at once: files, an archive, a table or links; and more files to a batch that is there."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from verify.batches.errors import BadArchive, BadList, BatchError, TooManyBatches
from verify.batches.limits import LIST_BYTES
from verify.batches.lists import of_table, of_text
from verify.batches.models import Batch
from verify.batches.selectors import batches_of
from verify.batches.services.starting import batch_of_archive, batch_of_files, batch_of_list, files_add
from verify.cases.errors import CaseError, NoRoom, Refused
from verify.cases.sentences import case_sentence
from verify.cases.uploader import Uploader
from verify.cases.uploads import QuarantinedUpload
from verify.pages.pace import is_too_fast
from verify.pages.presentation.batches import batch_lines, limits_told
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.batch import batch_of, batch_shown

SHOWN = 20
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def batches(request: HttpRequest) -> HttpResponse:
    """Show the desk of batches, and start one."""
    if request.method != "POST":
        return _desk(request)
    if is_too_fast(request):
        return too_fast(request)
    try:
        started = _started(request)
    except (BatchError, CaseError) as problem:
        return _refused(request, _sentence(problem), _status(problem))
    return _accepted(request, started)


@require_POST
@csrf_protect
@login_required
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add files to a batch of files; a script sends many in several calls."""
    found = batch_of(request, public_id)
    try:
        files_add(found, _files(request), more=bool(request.POST.get("more")))
    except (BatchError, CaseError) as problem:
        if _for_script(request):
            return JsonResponse({"sentence": _sentence(problem)}, status=_status(problem))
        return batch_shown(request, found, problem=_sentence(problem), status=_status(problem))
    return _accepted(request, found)


def _started(request: HttpRequest) -> Batch:
    sender = Uploader.of(request)
    packed = request.FILES.get("archive")
    if isinstance(packed, QuarantinedUpload):
        return _of_packed(packed, sender)
    if "links" in request.POST:
        return batch_of_list(of_text(request.POST["links"]), sender=sender)
    return batch_of_files(_files(request), sender=sender, more=bool(request.POST.get("more")))


def _of_packed(packed: QuarantinedUpload, sender: Uploader) -> Batch:
    """An archive, or a table of links: what it is shows in its first bytes, whatever its name was."""
    packed.seek(0)
    start = packed.read(4)
    packed.seek(0)
    if start in ZIP_STARTS or packed.overflow or packed.no_room:
        return batch_of_archive(packed, sender=sender)
    try:
        wanted = of_table(packed.read(LIST_BYTES + 1))
    except BadList as problem:
        raise BadList(f"This is no zip archive, and no table either: {problem}") from problem
    return batch_of_list(wanted, sender=sender)


def _files(request: HttpRequest) -> list[BinaryIO]:
    """The files of a form; a field that was left empty sends one without content."""
    return [cast(BinaryIO, one) for one in request.FILES.getlist("file") if one.size]


def _desk(request: HttpRequest, problem: str = "", status: int = 200) -> HttpResponse:
    viewer = Uploader.reading(request)
    found = batches_of(viewer, most=SHOWN) if viewer else []
    shown = {
        "batches": batch_lines(found),
        "problem": problem,
        "links": request.POST.get("links", "") if request.method == "POST" else "",
        "most": limits_told(),
    }
    return render(request, "pages/batch/batches.html", shown, status=status)


def _accepted(request: HttpRequest, started: Batch) -> HttpResponse:
    there = reverse("pages:batch", args=[started.pk])
    if not _for_script(request):
        return see_other(there)
    more = reverse("pages:batch_add", args=[started.pk])
    return JsonResponse({"id": started.pk, "location": there, "more": more}, status=201)


def _refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    if _for_script(request):
        return JsonResponse({"sentence": sentence}, status=status)
    return _desk(request, sentence, status)


def _for_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _sentence(problem: Exception) -> str:
    if isinstance(problem, CaseError):
        return case_sentence(problem.code, problem.refusal.params if isinstance(problem, Refused) else {})
    return str(problem)


def _status(problem: Exception) -> int:
    statuses: tuple[tuple[type[Exception], int], ...] = (
        (TooManyBatches, 429), (BadArchive, 422), (NoRoom, 507), (BatchError, 400), (Refused, 413),
    )  # fmt: skip
    return next((status for kind, status in statuses if isinstance(problem, kind)), 503)
