"""One view an action, for webhooks."""

from __future__ import annotations

from typing import Any

from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.accounts.models import User
from verify.accounts.stepping_up import StepUp, step_up_of
from verify.api.errors import refuse
from verify.api.hooks import operations
from verify.api.hooks.envelope import delivery_envelope, opened_envelope, webhook_envelope
from verify.api.hooks.intake import MESSAGE, NUMBER, before_of, webhook_wanted
from verify.api.keys import key_of
from verify.api.parsers import BoundedJSONParser
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.webhooks import selectors
from verify.webhooks.errors import BadSubscription, NoSuchDelivery, NoSuchSubscription, NotNow, NotTheirs
from verify.webhooks.models import Subscription
from verify.webhooks.services.again import delivery_again
from verify.webhooks.services.subscribing import (
    secret_exchange,
    subscription_close,
    subscription_managed,
    subscription_open,
    subscription_resume,
    subscription_try,
)

A_PAGE = 50
SECOND_FACTOR = (
    "Telling an address asks for a second factor: do it on the page /account/webhooks, or send a key with the scope "
    "`webhooks`."
)
CODES: dict[type[Exception], str] = {
    BadSubscription: "bad_webhook",
    NotTheirs: "forbidden",
    NoSuchSubscription: "not_found",
    NoSuchDelivery: "not_found",
    NotNow: "webhook_state",
}


class _View(APIView):
    """What all of them share: their scope, and the words of whoever refuses."""

    key_scopes = (Scope.WEBHOOKS,)
    parser_classes = (BoundedJSONParser,)

    def handle_exception(self, exc: Exception) -> Response:
        code = CODES.get(type(exc))
        return super().handle_exception(refuse(code, str(exc)) if code else exc)


class Webhooks(_View):
    """`GET` and `POST webhooks`."""

    http_method_names = ("get", "head", "post")

    def get_throttles(self) -> list[Any]:
        return [CheckThrottle()] if self.request.method == "POST" else super().get_throttles()

    @operations.LIST
    def get(self, request: Request) -> Response:
        return Response({"webhooks": [webhook_envelope(one) for one in selectors.subscriptions_of(_person(request))]})

    @operations.OPEN
    def post(self, request: Request) -> Response:
        user = _person(request)
        _require_confirmed(request)
        wanted = webhook_wanted(request)
        body = opened_envelope(subscription_open(user=user, name=wanted.name, url=wanted.url, events=wanted.events))
        return Response(body, status.HTTP_201_CREATED, headers={"Location": body["links"]["self"]})


class WebhookDetail(_View):
    """`GET` and `DELETE webhooks/{id}`."""

    http_method_names = ("get", "head", "delete")

    @operations.READ
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        return Response(webhook_envelope(_seen(request, id)))

    @operations.CLOSE
    def delete(self, request: Request, id: str) -> Response:  # noqa: A002
        subscription_close(_managed(request, id))
        return Response(status=status.HTTP_204_NO_CONTENT)


class WebhookSecret(_View):
    """`POST webhooks/{id}/secret`."""

    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @operations.SECRET
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        found = _managed(request, id)
        _require_confirmed(request)
        return Response(opened_envelope(secret_exchange(found)), status.HTTP_201_CREATED)


class WebhookResume(_View):
    """`POST webhooks/{id}/resume`."""

    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @operations.RESUME
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        found = _managed(request, id)
        subscription_resume(found)
        found.refresh_from_db()
        return Response(webhook_envelope(found))


class WebhookTest(_View):
    """`POST webhooks/{id}/test`."""

    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @operations.TRY
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        return Response(delivery_envelope(subscription_try(_managed(request, id))), status.HTTP_202_ACCEPTED)


class Deliveries(_View):
    """`GET webhooks/{id}/deliveries`."""

    http_method_names = ("get", "head")

    @operations.LOG
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        found = selectors.deliveries_page(_seen(request, id), before=before_of(request), limit=A_PAGE + 1)
        more = found[A_PAGE - 1].pk if len(found) > A_PAGE else None
        return Response({"deliveries": [delivery_envelope(one) for one in found[:A_PAGE]], "next": more})


class DeliveryAgain(_View):
    """`POST webhooks/{id}/deliveries/{delivery}/again`."""

    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @operations.AGAIN
    def post(self, request: Request, id: str, delivery: str) -> Response:  # noqa: A002
        found = _managed(request, id)
        again = selectors.delivery_of(found, delivery if MESSAGE.fullmatch(delivery) else "")
        delivery_again(again)
        return Response(delivery_envelope(selectors.delivery_of(found, again.pk)), status.HTTP_202_ACCEPTED)


def _person(request: Request) -> User:
    """Who asks; asked here, so that wrong methods are told apart first."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def _seen(request: Request, number: str) -> Subscription:
    user = _person(request)
    return selectors.subscription_of(user, number if NUMBER.fullmatch(number) else "")


def _managed(request: Request, number: str) -> Subscription:
    user = _person(request)
    return subscription_managed(user, number if NUMBER.fullmatch(number) else "")


def _require_confirmed(request: Request) -> None:
    """A key was made with a second factor; a session has to have shown one of late, as on the pages."""
    if key_of(request) is None and step_up_of(request._request) is not StepUp.FRESH:  # noqa: SLF001 - DRF's documented way to the request below
        raise refuse("forbidden", SECOND_FACTOR)
