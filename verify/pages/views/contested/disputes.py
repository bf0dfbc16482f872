"""Disputes: filed by anybody signed in about something public, answered by its owner, read by everybody."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verify.contested.errors import NoSuchDispute, NoSuchThing
from verify.contested.models import Answer, Dispute, Kind, Reason
from verify.contested.selectors.disputes import (
    dispute_filed_by,
    dispute_get,
    dispute_to_answer,
    filed_by,
    waiting_for,
)
from verify.contested.services.disputes import Filed, dispute_answer, dispute_file, dispute_take_back
from verify.contested.things import Thing, is_team, thing_get
from verify.dossiers.errors import DossierError
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.contested.disputes import dispute_lines
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.entry import at_work, status_of

FIELDS = ("reason", "words", "link")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def new(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask what is not right, and take it in."""
    thing, desk = _thing(kind, public_id), at_work(request)
    if request.method != "POST":
        return _form(request, thing, desk, {})
    given = {name: str(request.POST.get(name, "")) for name in FIELDS}
    try:
        made = dispute_file(thing, said=Filed(**given, named=bool(request.POST.get("named"))), desk=desk)
    except DossierError as problem:
        return _form(request, thing, desk, given, trouble=problem)
    return see_other(f"{thing.address}#dispute-{made.pk}")


@require_safe
def dispute(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one dispute to everybody, and to its owner and who filed it what they may do."""
    return _shown(request, _found(public_id))


@require_POST
@csrf_protect
@login_required
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer a dispute about something of one's own team."""
    choice, words = str(request.POST.get("answer", "")), str(request.POST.get("words", ""))
    return _acted(
        request,
        lambda desk: dispute_to_answer(public_id, desk),
        lambda one, desk: dispute_answer(one, answer=choice, words=words, desk=desk),
    )


@require_POST
@csrf_protect
@login_required
def take_back(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an own dispute back while it is open."""
    return _acted(
        request,
        lambda desk: dispute_filed_by(public_id, desk),
        lambda one, desk: dispute_take_back(one, desk=desk),
    )


@require_safe
@never_cache
@login_required
def disputes(request: HttpRequest) -> HttpResponse:
    """List what waits for the reader's team, and what the reader filed."""
    desk = at_work(request)
    shown = {"waiting": dispute_lines(waiting_for(desk)), "filed": dispute_lines(filed_by(desk))}
    return render(request, "pages/contested/disputes_desk.html", shown)


def _acted(
    request: HttpRequest, find: Callable[[AtTheDesk], Dispute], act: Callable[[Dispute, AtTheDesk], object]
) -> HttpResponse:
    desk = at_work(request)
    try:
        found = find(desk)
    except NoSuchDispute as nothing:
        raise Http404 from nothing
    try:
        act(found, desk)
    except DossierError as problem:
        return _shown(request, found, trouble=str(problem), status=status_of(problem))
    return see_other(reverse("pages:dispute", args=[found.pk]))


def _shown(request: HttpRequest, found: Dispute, *, trouble: str = "", status: int = 200) -> HttpResponse:
    desk = at_work(request) if request.user.is_authenticated else None
    mine = desk is not None and is_team(desk, found.of_organisation_id, found.of_person_id)
    staff = bool(getattr(request.user, "is_staff", False))
    context = {
        "one": dispute_lines([found])[0],
        "may_answer": mine and found.is_open and desk is not None and desk.decides,
        "may_take_back": desk is not None and found.by_id == desk.user.pk and found.is_open,
        "answers": Answer.choices,
        "hide_dispute": reverse("pages:hide_text", args=[Kind.DISPUTE, found.pk]) if staff else "",
        "hide_answer": reverse("pages:hide_text", args=[Kind.ANSWER, found.pk]) if staff and found.answer else "",
        "trouble": trouble,
    }
    return render(request, "pages/contested/dispute.html", context, status=status)


def _form(
    request: HttpRequest,
    thing: Thing,
    desk: AtTheDesk,
    given: dict[str, str],
    *,
    trouble: DossierError | None = None,
) -> HttpResponse:
    context = {
        "thing": thing,
        "own": thing.is_of(desk),
        "about": thing.kind.label,
        "reasons": Reason.choices,
        "given": given,
        "desk": desk,
        "trouble": str(trouble or ""),
    }
    return render(request, "pages/contested/dispute_new.html", context, status=status_of(trouble) if trouble else 200)


def _thing(kind: str, public_id: str) -> Thing:
    try:
        return thing_get(kind, public_id)
    except NoSuchThing as nothing:
        raise Http404 from nothing


def _found(public_id: str) -> Dispute:
    try:
        return dispute_get(public_id)
    except NoSuchDispute as nothing:
        raise Http404 from nothing
