"""The pages of one's webhooks: subscribe an address behind a second factor, see what went there, send it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.accounts.stepping_up import require_step_up
from verify.webhooks import selectors
from verify.webhooks.errors import NoSuchDelivery, NoSuchSubscription, NotNow, NotTheirs, WebhookError
from verify.webhooks.events import Event
from verify.webhooks.models import Subscription
from verify.webhooks.presenting import message_line
from verify.webhooks.sentences import off_sentence
from verify.webhooks.services.again import dead_again, delivery_again
from verify.webhooks.services.subscribing import (
    OVERLAP,
    Opened,
    may_manage,
    secret_exchange,
    subscription_close,
    subscription_managed,
    subscription_open,
    subscription_resume,
    subscription_try,
)

A_PAGE = 20
STATUS = {NoSuchSubscription: 404, NoSuchDelivery: 404, NotTheirs: 403, NotNow: 409}

Act = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def webhooks(request: HttpRequest) -> HttpResponse:
    """Show the addresses of whoever reads, and subscribe one; that asks for a second factor."""
    if request.method != "POST":
        return _list(request)
    require_step_up(request)
    try:
        opened = subscription_open(
            user=_user(request),
            name=request.POST.get("name", ""),
            url=request.POST.get("url", ""),
            events=request.POST.getlist("events"),
        )
    except WebhookError as problem:
        return _list(request, problem=str(problem), status=STATUS.get(type(problem), 400))
    return _one(request, opened.subscription, opened=opened, status=201)


@require_GET
@never_cache
@login_required
def webhook(request: HttpRequest, number: str) -> HttpResponse:
    """Show one address and what went there."""
    try:
        found = selectors.subscription_of(_user(request), number)
    except NoSuchSubscription as problem:
        return _list(request, problem=str(problem), status=404)
    return _one(request, found)


def _act(act: Act) -> Act:
    """A button that only works for who may change the address, and answers with a sentence where it does not."""

    @require_POST
    @never_cache
    @csrf_protect
    @login_required
    @wraps(act)
    def view(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
        try:
            found = subscription_managed(_user(request), number)
        except WebhookError as problem:
            return _list(request, problem=str(problem), status=STATUS[type(problem)])
        try:
            return act(request, found, **more)
        except WebhookError as problem:
            return _one(request, found, problem=str(problem), status=STATUS.get(type(problem), 400))

    return view


@_act
def exchange(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Make a new secret in the place of the old one; it is shown, so it asks for a second factor."""
    require_step_up(request)
    opened = secret_exchange(subscription)
    return _one(request, opened.subscription, opened=opened, status=201)


@_act
def close(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Tell an address nothing any more; taking away needs no second factor."""
    subscription_close(subscription)
    return HttpResponseRedirect(reverse("webhooks"))


@_act
def resume(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Switch an address on again."""
    subscription_resume(subscription)
    return _back(subscription)


@_act
def try_out(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Send a try-out."""
    subscription_try(subscription)
    return _back(subscription)


@_act
def all_again(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """Send everything again that was given up."""
    dead_again(subscription)
    return _back(subscription)


@_act
def again(request: HttpRequest, subscription: Subscription, message: str) -> HttpResponse:
    """Send one message again."""
    delivery_again(selectors.delivery_of(subscription, message))
    return _back(subscription)


def _back(subscription: Subscription) -> HttpResponse:
    return HttpResponseRedirect(reverse("webhook", args=[subscription.pk]))


def _list(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    user = _user(request)
    shown = {
        "webhooks": selectors.subscriptions_of(user),
        "problem": problem,
        "events": Event.choices,
        "organisation": organisation_of(user),
        "may_manage": may_manage(user),
        "sent": {"name": request.POST.get("name", ""), "url": request.POST.get("url", "")},
        "chosen": request.POST.getlist("events"),
    }
    return render(request, "account/webhooks.html", shown, status=status)


def _one(
    request: HttpRequest,
    subscription: Subscription,
    *,
    opened: Opened | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found = selectors.deliveries_page(subscription, before=request.GET.get("before", ""), limit=A_PAGE + 1)
    shown = {
        "webhook": subscription,
        "secret": opened.secret if opened else "",
        "problem": problem,
        "off": off_sentence(subscription.disabled_code) if subscription.disabled else "",
        "dead": selectors.dead_of(subscription),
        "lines": [message_line(one) for one in found[:A_PAGE]],
        "older": found[A_PAGE - 1].pk if len(found) > A_PAGE else "",
        "overlap_hours": int(OVERLAP.total_seconds() // 3600),
        "may_manage": subscription.organisation_id is None or may_manage(_user(request)),
    }
    return render(request, "account/webhook.html", shown, status=status)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - the decorator saw to it
    return request.user
