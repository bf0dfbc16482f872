"""Objecting to the use of a likeness: the form, and how the objection stands for whoever has its number."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verify.consents.errors import BadConsent, NoSuchObjection, NotNow
from verify.consents.models.objections import Category
from verify.consents.selectors.objections import objection_get, objection_view
from verify.consents.services import Told, objection_add, objection_open, objection_withdraw
from verify.ledger.errors import LedgerError
from verify.pages.pace import is_objecting_too_often, is_too_fast
from verify.pages.presentation.chronology.recording import is_once, new_once
from verify.pages.presentation.consents.objection import CATEGORIES, receipt
from verify.pages.unkept import no_file_kept
from verify.pages.views.answers import see_other, too_fast

DIGEST = re.compile(r"[0-9a-f]{64}")
FIELDS = ("category", "words", "places", "contact", "represents", "sha256")


@no_file_kept
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest) -> HttpResponse:
    """Ask what is wrong, and take it in; from a result its digest comes along, in the body and in no address."""
    if request.method != "POST" or "begin" in request.POST:
        return _form(request, {"sha256": _digest(request)})
    given = {name: str(request.POST.get(name, "")).strip() for name in FIELDS}
    if is_too_fast(request) or is_objecting_too_often(request):
        return too_fast(request)
    if not is_once(str(request.POST.get("once", ""))):
        return _form(request, given, stale=True)
    try:
        objection = objection_open(
            category=given["category"], told=_told(given), sha256=_kept(given), number=str(request.POST["once"])[:22]
        )
    except BadConsent as problem:
        return _form(request, given, trouble=str(problem))
    return see_other(reverse("pages:objection", args=[objection.pk]) + "?after=sent")


def _form(request: HttpRequest, given: dict[str, str], *, trouble: str = "", stale: bool = False) -> HttpResponse:
    shown = {"categories": CATEGORIES.items(), "given": given, "trouble": trouble, "stale": stale, "once": new_once()}
    return render(request, "pages/consents/object.html", shown, status=400 if trouble or stale else 200)


def _told(given: dict[str, str]) -> Told:
    return Told(given["words"], given["places"], given["contact"], given["represents"] == "yes")


def _kept(given: dict[str, str]) -> str:
    """The digest, if it is one; of intimate material none is even passed on, whatever the form brought."""
    wanted = given["sha256"].lower()
    if not wanted or given["category"] == Category.INTIMATE:
        return ""
    if not DIGEST.fullmatch(wanted):
        raise BadConsent("objection.digest", "A SHA-256 has 64 digits from 0 to f. Leave the field empty otherwise.")
    return wanted


def _digest(request: HttpRequest) -> str:
    wanted = str(request.POST.get("sha256", "")).lower()
    return wanted if DIGEST.fullmatch(wanted) else ""


@require_safe
def objection(request: HttpRequest, public_id: str, trouble: str = "") -> HttpResponse:
    """Show how an objection stands."""
    try:
        view = objection_view(public_id)
    except NoSuchObjection as nothing:
        raise Http404 from nothing
    here = request.build_absolute_uri(reverse("pages:objection", args=[view.id]))
    shown = {"one": receipt(view), "id": view.id, "here": here, "trouble": trouble, "after": request.GET.get("after")}
    return render(request, "pages/consents/objection.html", shown, status=400 if trouble else 200)


@no_file_kept
@require_POST
def objection_words(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take in what the objector answers."""
    if is_too_fast(request):
        return too_fast(request)
    try:
        objection_add(objection_get(public_id), words=str(request.POST.get("words", "")))
    except NoSuchObjection as nothing:
        raise Http404 from nothing
    except (BadConsent, NotNow, LedgerError):
        return see_other(reverse("pages:objection", args=[public_id]) + "?after=unsaid")
    return see_other(reverse("pages:objection", args=[public_id]) + "?after=answered")


@no_file_kept
@require_POST
def objection_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an objection back and destroy what was told."""
    try:
        objection_withdraw(objection_get(public_id))
    except NoSuchObjection as nothing:
        raise Http404 from nothing
    except NotNow:
        return see_other(reverse("pages:objection", args=[public_id]) + "?after=ended")
    return see_other(reverse("pages:objection", args=[public_id]))
