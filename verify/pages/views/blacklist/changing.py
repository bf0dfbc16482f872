"""Changes of the government itself: other rules, other maintainers; and legal orders, which change nothing."""

from __future__ import annotations

import json
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.rules import Action, ActionRule, Rules
from provenance.blindlist.government.types import Demand
from provenance.blindlist.pins import MOST_BYTES, set_from_json, set_to_json
from provenance.blindlist.types import MaintainerSet
from verify.blacklist.errors import GovernmentRefused
from verify.blacklist.seats import SeatView
from verify.blacklist.services import legal_order, members_propose, rules_propose
from verify.blacklist.state import register
from verify.pages.presentation.blacklist.rule_fields import NUMBERS, rule_fields
from verify.pages.presentation.blacklist.words import DEMANDS
from verify.pages.views.answers import see_other
from verify.pages.views.blacklist.seats import at_a_seat

MOST_DIGITS = 9
REFUSED = (GovernmentRefused, BlindListError)


class NoNumber(BlindListError):
    """A field of the rules is no number: mend it and send it again."""


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_seat
def rules(request: HttpRequest, seat: SeatView) -> HttpResponse:
    """Propose other rules; the ones in force decide on them."""
    now = register().now
    if request.method != "POST":
        return _rules_form(request, now)
    try:
        number = rules_propose(seat=seat, rules=_proposed(request, now))
    except REFUSED as problem:
        return _rules_form(request, now, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=done")


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_seat
def members(request: HttpRequest, seat: SeatView) -> HttpResponse:
    """Propose other maintainers; the ones in office decide on them, and sign the new set."""
    if request.method != "POST":
        return _members_form(request, _set_text())
    given = str(request.POST.get("set", ""))[: MOST_BYTES + 1]
    try:
        number = members_propose(seat=seat, members=_parsed(given))
    except REFUSED as problem:
        return _members_form(request, given, trouble=str(problem))
    return see_other(reverse("pages:list_desk_case", args=[number]) + "?after=done")


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_seat
def order(request: HttpRequest, seat: SeatView) -> HttpResponse:
    """Write down that a court or an authority ordered something; it is counted in public and does nothing."""
    if request.method != "POST":
        return _order_form(request)
    place, demand = str(request.POST.get("jurisdiction", "")).strip(), str(request.POST.get("demand", ""))
    try:
        if not place or demand not in list(Demand):
            raise GovernmentRefused("order.fields", _("Say whose order it is, and what it demands."))
        legal_order(seat=seat, jurisdiction=place, demand=Demand(demand))
    except REFUSED as problem:
        return _order_form(request, place, trouble=str(problem))
    return see_other(reverse("pages:list_desk") + "?after=done")


def _proposed(request: HttpRequest, now: Rules) -> Rules:
    actions = {action: _action(request, action, rule) for action, rule in now.actions.items()}
    numbers = {name: _number(request, name) for name in NUMBERS}
    return replace(now, number=now.number + 1, actions=actions, **numbers)  # type: ignore[arg-type]


def _action(request: HttpRequest, action: Action, rule: ActionRule) -> ActionRule:
    votes, delay, window = (_number(request, f"{action.value}.{name}") for name in ("votes", "delay", "window"))
    return replace(rule, votes=votes, delay=delay, window=window)


def _number(request: HttpRequest, name: str) -> int:
    given = str(request.POST.get(name, "")).strip()
    if not given.isascii() or not given.isdigit() or len(given) > MOST_DIGITS:
        raise NoNumber(_("Every field is a whole number."))
    return int(given)


def _parsed(given: str) -> MaintainerSet:
    try:
        return set_from_json(json.loads(given))
    except (ValueError, RecursionError) as problem:
        raise GovernmentRefused("members.json", _("This is no set of maintainers: paste the whole file.")) from problem


def _set_text() -> str:
    return json.dumps(set_to_json(register().maintainers), indent=2)


def _rules_form(request: HttpRequest, now: Rules, *, trouble: str = "") -> HttpResponse:
    shown = {**rule_fields(now, request.POST), "trouble": trouble, "demo": settings.DEMO}
    return render(request, "pages/blacklist/rules.html", shown, status=409 if trouble else 200)


def _members_form(request: HttpRequest, given: str, *, trouble: str = "") -> HttpResponse:
    shown = {"given": given, "trouble": trouble, "demo": settings.DEMO}
    return render(request, "pages/blacklist/members.html", shown, status=409 if trouble else 200)


def _order_form(request: HttpRequest, place: str = "", *, trouble: str = "") -> HttpResponse:
    shown = {"demands": DEMANDS.items(), "place": place, "trouble": trouble, "demo": settings.DEMO}
    return render(request, "pages/blacklist/order.html", shown, status=409 if trouble else 200)
