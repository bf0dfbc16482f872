"""The shapes of webhooks."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from verify.api.serializers.fields import text_or_null
from verify.webhooks.events import ALL
from verify.webhooks.models import ADDRESS_CHARS, NAME_CHARS

EVENTS = ALL
DELIVERY_STATES = ("waiting", "delivered", "dead")


@extend_schema_field(
    {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "timestamp": {"type": "string", "format": "date-time"},
            "data": {"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
        },
        "required": ["type", "timestamp", "data"],
    }
)
class MessageField(serializers.DictField):
    """The JSON as it is signed and sent: what happened, when, and ids and codes."""


def _events() -> serializers.ListField:
    return serializers.ListField(
        child=serializers.ChoiceField(choices=EVENTS), min_length=1, help_text="What it is told of."
    )


class OpenWebhookSerializer(serializers.Serializer):
    """An address to tell."""

    name = serializers.CharField(min_length=1, max_length=NAME_CHARS, help_text="For people.")
    url = serializers.CharField(min_length=1, max_length=ADDRESS_CHARS, help_text="Begins with https://.")
    events = _events()


class WebhookLinksSerializer(serializers.Serializer):
    """Where to go from here."""

    self = serializers.CharField()
    deliveries = serializers.CharField()
    page = serializers.CharField()


class WebhookSerializer(serializers.Serializer):
    """An address that is told."""

    id = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField()
    events = _events()
    organisation = serializers.BooleanField(help_text="It is your organisation’s and not yours alone.")
    created = serializers.DateTimeField()
    disabled = serializers.DateTimeField(allow_null=True, help_text="Since when it is told nothing.")
    disabled_code = text_or_null(
        help_text="`webhook.gone`: it answered 410; `webhook.died`: five messages one after the other were given up; "
        "`webhook.no_secret`: its secret cannot be opened."
    )
    links = WebhookLinksSerializer()


class OpenedWebhookSerializer(WebhookSerializer):
    """An address with its secret, this once."""

    secret = serializers.CharField(help_text="`whsec_` and base64; with it you check who sent a message.")
    old_secret_until = serializers.DateTimeField(allow_null=True, help_text="Until then the old one signs beside it.")


class WebhookListSerializer(serializers.Serializer):
    """All addresses."""

    webhooks = WebhookSerializer(many=True)


class DeliveryAttemptSerializer(serializers.Serializer):
    """One attempt. What a receiver answers is not kept."""

    number = serializers.IntegerField(min_value=1)
    at = serializers.DateTimeField()
    took_ms = serializers.IntegerField(min_value=0)
    status = serializers.IntegerField(allow_null=True, help_text="Null where nobody answered.")
    code = text_or_null(help_text="Null where it was taken, else why not: `link.no_answer`, `link.site_trouble` …")


class DeliverySerializer(serializers.Serializer):
    """A message to one address."""

    id = serializers.CharField(help_text="`webhook-id` of every attempt.")
    event = serializers.CharField()
    created = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=DELIVERY_STATES, help_text="`dead`: given up after three days.")
    next_attempt = serializers.DateTimeField(allow_null=True)
    message = MessageField()
    attempts = DeliveryAttemptSerializer(many=True)


class DeliveryListSerializer(serializers.Serializer):
    """What was sent, newest first."""

    deliveries = DeliverySerializer(many=True, help_text="At most 50.")
    next = text_or_null(help_text="Send it as `before` for older ones; null at the end.")
