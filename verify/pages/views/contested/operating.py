"""What operators do: take a text out of display, show it again, and read who did so when and why."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from verify.accounts.models import User
from verify.accounts.stepping_up import require_step_up
from verify.contested.errors import NoSuchThing
from verify.contested.models import Kind, Why
from verify.contested.selectors.hidden import hidden_of, operator_acts
from verify.contested.services.hiding import require_there, text_hide, text_show
from verify.dossiers.errors import DossierError
from verify.pages.presentation.contested.operators import act_lines, address_of
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.entry import status_of

REASONS = [(value, label) for value, label in Why.choices if value != Why.MISTAKE]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def hide(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Ask for the reason, and take a text out of display or show it again; operators with a second factor only."""
    operator = _operator(request)
    try:
        found = require_there(kind, public_id)
    except NoSuchThing as nothing:
        raise Http404 from nothing
    if request.method != "POST":
        return _asked(request, found, public_id)
    try:
        _done(request, found, public_id, operator)
    except DossierError as problem:
        return _asked(request, found, public_id, trouble=problem)
    return see_other(address_of(found, public_id))


@require_safe
@never_cache
def acts(request: HttpRequest) -> HttpResponse:
    """Show the trail to operators."""
    _operator(request)
    return render(request, "pages/contested/operator_acts.html", {"rows": act_lines(operator_acts())})


def _done(request: HttpRequest, kind: Kind, public_id: str, operator: User) -> None:
    words = str(request.POST.get("words", ""))
    if request.POST.get("act") == "show":
        text_show(kind, public_id, words=words, by=operator)
    else:
        text_hide(kind, public_id, why=str(request.POST.get("why", "")), words=words, by=operator)


def _asked(request: HttpRequest, kind: Kind, public_id: str, *, trouble: DossierError | None = None) -> HttpResponse:
    context = {
        "about": kind.label,
        "is_hidden": bool(hidden_of(kind, [public_id])),
        "reasons": REASONS,
        "back": address_of(kind, public_id),
        "trail": reverse("pages:operator_acts"),
        "trouble": str(trouble or ""),
    }
    return render(request, "pages/contested/hide.html", context, status=status_of(trouble) if trouble else 200)


def _operator(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.is_staff:
        raise Http404
    require_step_up(request)
    return user
