"""Appealing without a name: a number, a challenge that the camera signs, and an address that nobody guesses."""

from __future__ import annotations

import json

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.selectors import appeal_by_token
from verify.blacklist.services import appeal_open, appeal_say
from verify.cases.errors import CaseError
from verify.pages.pace import is_objecting_too_often, is_too_fast
from verify.pages.presentation.blacklist.appeal import AppealPage, appeal_page
from verify.pages.presentation.blacklist.handed_in import trouble_of
from verify.pages.unkept import no_file_kept
from verify.pages.views.answers import declined, see_other, too_fast
from verify.reporting.card import card_of
from verify.reporting.errors import ReportingError
from verify.reporting.models import HandedInState
from verify.reporting.sealing import sealed_words
from verify.reporting.selectors import newest_proof
from verify.reporting.services import MOST_WORDS, proof_upload

COMMAND = "python -m provenance camera answer CAMERA challenge.png --out answer.capture"


@no_file_kept
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest) -> HttpResponse:
    """Ask for the number of a case, and begin an appeal against it."""
    if request.method != "POST":
        return _new(request, str(request.GET.get("case", ""))[:40])
    if is_too_fast(request) or is_objecting_too_often(request):
        return too_fast(request)
    number = str(request.POST.get("case", "")).strip()[:40]
    try:
        opened = appeal_open(case=number)
    except GovernmentRefused as problem:
        return _new(request, number, trouble=str(problem))
    return see_other(reverse("pages:list_appealed", args=[opened.token]))


def _new(request: HttpRequest, number: str, *, trouble: str = "") -> HttpResponse:
    shown = {"number": number, "trouble": trouble}
    return render(request, "pages/blacklist/appeal_new.html", shown, status=400 if trouble else 200)


@require_safe
def appealed(request: HttpRequest, token: str) -> HttpResponse:
    """Show how an appeal stands, and what its owner can do."""
    return _page(request, token)


def _page(request: HttpRequest, token: str, *, trouble: str = "") -> HttpResponse:
    one, proof = _found(token), newest_proof(token)
    waiting = proof is not None and proof.state == HandedInState.WAITING
    if request.htmx:
        return HttpResponse(status=204) if waiting else HttpResponseClientRefresh()
    here = reverse("pages:list_appealed", args=[token])
    shown = {
        "one": one,
        "token": token,
        "here": here,
        "address": request.build_absolute_uri(here),
        "waiting": waiting,
        "command": COMMAND,
        "demo": settings.DEMO,
        "after": request.GET.get("after"),
        "trouble": trouble or (trouble_of(proof.code) if proof and one.asks else ""),
    }
    return _apart(render(request, "pages/blacklist/appeal.html", shown, status=400 if trouble else 200))


@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out the card that the camera is to sign."""
    answer = HttpResponse(card_of(bytes.fromhex(_found(token).challenge)), content_type="image/png")
    answer["Content-Disposition"] = 'inline; filename="challenge.png"'
    return _apart(answer)


@require_POST
@csrf_protect
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Take in what the camera signed."""
    one = _found(token)
    if is_too_fast(request):
        return too_fast(request)
    file = request.FILES.get("capture")
    if not isinstance(file, UploadedFile) or not file.size:
        return _page(request, token, trouble=_("Choose the file that the camera gave out."))
    try:
        proof_upload(token=token, challenge=bytes.fromhex(one.challenge), capture=file)
    except CaseError as problem:
        return declined(request, problem)
    return see_other(reverse("pages:list_appealed", args=[token]))


@no_file_kept
@require_POST
def say(request: HttpRequest, token: str) -> HttpResponse:
    """Take in what the owner writes to the maintainers, sealed."""
    _found(token)
    words = str(request.POST.get("words", "")).strip()
    if is_too_fast(request):
        return too_fast(request)
    if not words or len(words) > MOST_WORDS:
        return _page(request, token, trouble=_("Write at most %(most)s characters.") % {"most": MOST_WORDS})
    try:
        appeal_say(token=token, sealed_words=sealed_words(json.dumps({"words": words}, ensure_ascii=False).encode()))
    except (GovernmentRefused, ReportingError) as problem:
        return _page(request, token, trouble=str(problem))
    return see_other(reverse("pages:list_appealed", args=[token]) + "?after=said")


def _found(token: str) -> AppealPage:
    try:
        return appeal_page(appeal_by_token(token))
    except GovernmentRefused as nothing:
        raise Http404 from nothing


def _apart(answer: HttpResponse) -> HttpResponse:
    """An address that is a secret is kept in no cache; the site's policy tells no other site where a reader comes from.

    A stricter policy would take the origin from the page's own forms, which are then refused as foreign.
    """
    answer["Cache-Control"] = "private, no-store"
    return answer
