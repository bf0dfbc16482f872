"""The page of one's keys: make one behind a second factor, see it once, exchange it, end it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from verify import wiring
from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.accounts.stepping_up import require_step_up
from verify.apikeys.errors import ApiKeyError, NoSuchKey
from verify.apikeys.scopes import Scope
from verify.apikeys.selectors import keys_of
from verify.apikeys.services import MOST_DAYS, OVERLAP, Made, key_end, key_exchange, key_make

DAYS_OFFERED = (30, 90, MOST_DAYS)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys of whoever reads, and make one; making asks for a second factor."""
    if request.method != "POST":
        return _page(request)
    require_step_up(request)
    days = request.POST.get("days", "")
    try:
        made = key_make(
            user=_user(request),
            name=request.POST.get("name", ""),
            scopes=request.POST.getlist("scopes"),
            days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else 0,
            at=wiring.now(),
        )
    except ApiKeyError as problem:
        return _page(request, problem=str(problem), status=400)
    return _page(request, made=made, status=201)


@require_POST
@never_cache
@csrf_protect
@login_required
def exchange(request: HttpRequest, key_id: int) -> HttpResponse:
    """Make a new key in the place of an old one."""
    require_step_up(request)
    try:
        made = key_exchange(user=_user(request), key_id=key_id, at=wiring.now())
    except NoSuchKey as problem:
        return _page(request, problem=str(problem), status=404)
    except ApiKeyError as problem:
        return _page(request, problem=str(problem), status=409)
    return _page(request, made=made, status=201)


@require_POST
@csrf_protect
@login_required
def end(request: HttpRequest, key_id: int) -> HttpResponse:
    """End a key; taking a way in away needs no second factor, so that a stolen key ends in two clicks."""
    try:
        key_end(user=_user(request), key_id=key_id, at=wiring.now())
    except NoSuchKey as problem:
        return _page(request, problem=str(problem), status=404)
    return HttpResponseRedirect(reverse("api_keys"))


def _page(request: HttpRequest, *, made: Made | None = None, problem: str = "", status: int = 200) -> HttpResponse:
    user, at = _user(request), wiring.now()
    found = keys_of(user)
    shown = {
        "open": [one for one in found if one.is_open(at)],
        "ended": [one for one in found if not one.is_open(at)],
        "made": made,
        "problem": problem,
        "scopes": Scope.choices,
        "days_offered": DAYS_OFFERED,
        "overlap_hours": int(OVERLAP.total_seconds() // 3600),
        "organisation": organisation_of(user),
        "sent": {"name": request.POST.get("name", ""), "scopes": request.POST.getlist("scopes")},
    }
    return render(request, "account/keys.html", shown, status=status)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the decorator saw to it
    return request.user
