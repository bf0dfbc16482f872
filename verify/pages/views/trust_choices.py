"""Which lists count, and in which version: choose, compare two versions, try on past checks, switch with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from verify import wiring
from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may
from verify.accounts.selectors import organisation_of
from verify.accounts.stepping_up import require_step_up
from verify.pages.pace import is_too_fast
from verify.pages.presentation.trust_choices import Row, moves, read, rows
from verify.pages.presentation.words import Words
from verify.pages.viewers import person
from verify.pages.views.answers import see_other, too_fast
from verify.registry.choosing import Choice, ListName, choice_rows, chosen, lists_choose
from verify.registry.comparing import compare
from verify.registry.errors import RegistryError
from verify.registry.models import TrustListVersion
from verify.registry.selectors import versions_of
from verify.trials.running import choices_tried
from verify.trials.selectors import newest_trial
from verify.trials.services import TooMany, trial_begin

INSTALLATION = "installation"
RIGHT = "registry.add_listchoice"
PAST = 20
NOTICES: dict[str, Words] = {
    "switched": gettext_lazy("Switched. What is checked from now on goes by it; older answers stay as they are."),
    "same": gettext_lazy("Nothing differs from what counts already: nothing was changed."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """Show what counts; try other choices, or switch to them."""
    whole = _is_whole(request)
    if request.method != "POST":
        return _shown(request, whole=whole)
    if not _may(person(request), whole=whole):
        raise Http404
    if is_too_fast(request):
        return too_fast(request)
    wanted = read(request.POST, _rows(request, whole=whole))
    if request.POST.get("act") == "switch":
        return _switched(request, wanted, whole=whole)
    try:
        trial_begin(user=person(request), wanted=wanted, whole=whole, at=wiring.now())
    except TooMany as problem:
        return _shown(request, whole=whole, tried=wanted, trouble=str(problem), status=429)
    return see_other(reverse("pages:list_trial"))


def _switched(request: HttpRequest, wanted: Mapping[ListName, Choice], *, whole: bool) -> HttpResponse:
    require_step_up(request)
    reason = str(request.POST.get("reason", ""))
    by, organisation = person(request), None if whole else organisation_of(person(request))
    try:
        changed = lists_choose(by=by, organisation=organisation, wanted=wanted, reason=reason, at=wiring.now())
    except RegistryError as problem:
        return _shown(request, whole=whole, tried=wanted, trouble=str(problem), status=400)
    after = "switched" if changed else "same"
    return see_other(f"{reverse('pages:list_choices')}?after={after}{'&of=installation' if whole else ''}")


def _shown(
    request: HttpRequest,
    *,
    whole: bool,
    tried: Mapping[ListName, Choice] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    organisation = None if whole else organisation_of(person(request))
    shown = {
        "rows": _rows(request, whole=whole, tried=tried),
        "whole": whole,
        "organisation": organisation,
        "may": _may(person(request), whole=whole),
        "past": choice_rows(organisation).filter(organisation=organisation).select_related("version").reverse()[:PAST],
        "notice": NOTICES.get(str(request.GET.get("after", ""))),
        **more,
    }
    return render(request, "pages/trust_choices/choices.html", shown, status=status)


@require_safe
@login_required
def compared(request: HttpRequest) -> HttpResponse:
    """Show two versions of lists side by side; only versions that the reader's team sees."""
    if not request.GET.get("before") or not request.GET.get("after"):
        return see_other(reverse("pages:list_choices"))
    before, after = (_version(request, str(request.GET.get(name, ""))) for name in ("before", "after"))
    shown = {"before": before, "after": after, "found": compare(before.pem, after.pem)}
    return render(request, "pages/trust_choices/compare.html", shown)


@require_safe
@login_required
def trial(request: HttpRequest) -> HttpResponse:
    """Show the reader's newest trial: what would move, what was not tried, and the way to switch."""
    found = newest_trial(person(request))
    if found is None:
        return see_other(reverse("pages:list_choices"))
    organisation = None if found.whole else found.organisation
    tried = choices_tried(found)
    shown = {
        "trial": found,
        "moves": moves(found),
        "looked": found.anew + found.alike + found.untried,
        "rows": rows(organisation, tried),
        "may": _may(person(request), whole=found.whole),
    }
    return render(request, "pages/trust_choices/trial.html", shown)


def _rows(request: HttpRequest, *, whole: bool, tried: Mapping[ListName, Choice] | None = None) -> tuple[Row, ...]:
    organisation = None if whole else organisation_of(person(request))
    return rows(organisation, {**chosen(organisation), **(tried or {})})


def _is_whole(request: HttpRequest) -> bool:
    """Whether this is about the installation's own choice, which only its operators see."""
    asked = (request.POST if request.method == "POST" else request.GET).get("of") == INSTALLATION
    if asked and not (person(request).is_staff and person(request).has_perm(RIGHT)):
        raise Http404
    return asked


def _may(user: User, *, whole: bool) -> bool:
    if whole:
        return user.is_staff and user.has_perm(RIGHT)
    organisation: Organisation | None = organisation_of(user)
    return may(user, organisation, Power.PUBLISH_LISTS)


def _version(request: HttpRequest, number: str) -> TrustListVersion:
    seen = versions_of(organisation_of(person(request)))
    found = seen.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404
    return found
