"""What the schema says about webhooks."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.hooks import examples as shown
from verify.api.hooks.serializers import (
    DeliveryListSerializer,
    DeliverySerializer,
    OpenedWebhookSerializer,
    OpenWebhookSerializer,
    WebhookListSerializer,
    WebhookSerializer,
)
from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.schema.record_operations import BODY_PROBLEMS

ID = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
    OpenApiParameter.PATH,
    description="From the answer that opened it.",
)
DELIVERY = OpenApiParameter(
    "delivery",
    {"type": "string", "pattern": "^msg_[A-Za-z0-9_-]{22}$"},
    OpenApiParameter.PATH,
    description="The message’s `webhook-id`.",
)
BEFORE = OpenApiParameter(
    "before",
    {"type": "string", "pattern": "^msg_[A-Za-z0-9_-]{22}$"},
    OpenApiParameter.QUERY,
    description="`next` of the answer before: older messages.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201], description="The webhook."
)
CONFIRMED = "Needs a key with the scope `webhooks`, or a session that showed a second factor of late."


def _operation(name: str, summary: str, description: str, curl: str, answers: Any, *codes: str, **more: Any) -> Any:
    parameters = [*more.pop("parameters", []), retry_after(429, 503)]
    responses = {**answers, **problem_responses(*map(problem, (*codes, "forbidden", *EVERYWHERE)))}
    return extend_schema(
        operation_id=name,
        summary=summary,
        description=description,
        tags=["webhooks"],
        parameters=parameters,
        responses=responses,
        extensions={"x-codeSamples": examples.shell(curl)},
        **more,
    )


LIST = _operation(
    "listWebhooks",
    "Read which addresses are told",
    "Yours and your organisation’s, at most 10 of each.",
    shown.CURL_LIST,
    {(200, JSON): OpenApiResponse(WebhookListSerializer, description="The addresses.")},
    examples=[examples.answer("one", {"webhooks": [shown.webhook()]}, 200)],
)
OPEN = _operation(
    "openWebhook",
    "Have an address told what happens",
    (
        "The answer holds the secret that signs the messages, this once. They are signed as the Standard Webhooks are, "
        "go out over https alone, are handed on to nobody, and are tried again for three days where they are not "
        f"answered with 2xx. {CONFIRMED}"
    ),
    shown.CURL_OPEN,
    {(201, JSON): OpenApiResponse(OpenedWebhookSerializer, description="It is told from now on.")},
    "bad_webhook",
    *BODY_PROBLEMS,
    parameters=[LOCATION],
    request={JSON: OpenWebhookSerializer},
    examples=[examples.question("an address", shown.WANTED, JSON), examples.answer("opened", shown.opened(), 201)],
)
READ = _operation(
    "readWebhook",
    "Read one address",
    "What it is told of, and whether it was switched off.",
    shown.CURL_READ,
    {(200, JSON): OpenApiResponse(WebhookSerializer, description="The address.")},
    "not_found",
    parameters=[ID],
    examples=[examples.answer("one", shown.webhook(), 200)],
)
CLOSE = _operation(
    "closeWebhook",
    "Tell an address nothing any more",
    "Its secret is erased, and every message forgotten.",
    shown.CURL_CLOSE,
    {204: OpenApiResponse(description="Gone.")},
    "not_found",
    parameters=[ID],
)
SECRET = _operation(
    "exchangeWebhookSecret",
    "Exchange the secret of an address",
    f"For 24 hours the old secret signs beside the new one. {CONFIRMED}",
    shown.CURL_SECRET,
    {(201, JSON): OpenApiResponse(OpenedWebhookSerializer, description="The new secret, this once.")},
    "not_found",
    parameters=[ID],
    request=None,
    examples=[examples.answer("exchanged", shown.opened("2026-11-23T12:00:00Z"), 201)],
)
RESUME = _operation(
    "resumeWebhook",
    "Switch an address on again",
    "After it was switched off because it answered 410, or because messages were given up one after the other.",
    shown.CURL_RESUME,
    {(200, JSON): OpenApiResponse(WebhookSerializer, description="It is told again.")},
    "not_found",
    "webhook_state",
    parameters=[ID],
    request=None,
    examples=[examples.answer("on again", shown.webhook(), 200)],
)
TRY = _operation(
    "tryWebhook",
    "Send an address a try-out",
    "A message of the type `webhook.test`, signed and repeated as all others are.",
    shown.CURL_TEST,
    {(202, JSON): OpenApiResponse(DeliverySerializer, description="A worker brings it.")},
    "not_found",
    "webhook_state",
    parameters=[ID],
    request=None,
    examples=[examples.answer("on its way", shown.delivery("waiting"), 202)],
)
LOG = _operation(
    "listDeliveries",
    "Read what was sent to an address",
    "Every message with every attempt. What arrived is listed for 7 days, what was given up for 30.",
    shown.CURL_DELIVERIES,
    {(200, JSON): OpenApiResponse(DeliveryListSerializer, description="Newest first.")},
    "not_found",
    "malformed",
    parameters=[ID, BEFORE],
    examples=[examples.answer("messages", shown.deliveries(), 200)],
)
AGAIN = _operation(
    "deliverAgain",
    "Send a message again",
    "Under the same `webhook-id`, whatever became of it; its three days begin anew.",
    shown.CURL_AGAIN,
    {(202, JSON): OpenApiResponse(DeliverySerializer, description="A worker brings it.")},
    "not_found",
    "webhook_state",
    parameters=[ID, DELIVERY],
    request=None,
    examples=[examples.answer("on its way", shown.delivery("waiting"), 202)],
)
