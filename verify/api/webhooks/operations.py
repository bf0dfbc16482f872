"""What the schema says about messages of content management systems."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.serializers.fields import LinkField
from verify.intake.webhooks import MOST_MEDIA

MESSAGE = {
    "type": "published",
    "url": "https://example.org/2026/harbour",
    "media": ["https://example.org/2026/harbour.jpg"],
}
HEADERS = {
    "webhook-id": "Your own name of this message; the same one is taken in once.",
    "webhook-timestamp": "Seconds since 1970; at most five minutes off.",
    "webhook-signature": "`v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body` with the secret of this door.",
}


class PublishedMessageSerializer(serializers.Serializer):
    """What was published."""

    type = serializers.ChoiceField(choices=["published"])
    url = LinkField(required=False, help_text="The page; it leads back to the records.")
    media = serializers.ListField(child=LinkField(), min_length=1, max_length=MOST_MEDIA)


class TakenSerializer(serializers.Serializer):
    """Whether the message is new."""

    taken = serializers.BooleanField(help_text="False where the same message came before.")


DELIVER = extend_schema(
    operation_id="deliver",
    summary="Say what a publishing system has just published",
    description=(
        "Signed as the Standard Webhooks are. The media are fetched, recorded openly for the organisation whose door "
        "this is, and can be found again. `manage.py webhook` opens a door and prints its secret."
    ),
    tags=["records"],
    parameters=[
        OpenApiParameter(
            "id",
            {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
            OpenApiParameter.PATH,
            description="The number of the door, which `manage.py webhook open` prints.",
        ),
        *(
            OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, required=True, description=text)
            for name, text in HEADERS.items()
        ),
        retry_after(429, 503),
    ],
    request={JSON: PublishedMessageSerializer},
    examples=[examples.question("published", MESSAGE, JSON), examples.answer("taken", {"taken": True}, 202)],
    responses={
        (202, JSON): OpenApiResponse(TakenSerializer, description="Durable; a worker fetches the media."),
        **problem_responses(
            *map(problem, ("bad_signature", "bad_message", "body_too_large", "unsupported_media_type", *EVERYWHERE))
        ),
    },
    auth=[],
    extensions={
        "x-codeSamples": examples.shell(
            'curl -H \'Content-Type: application/json\' -H "webhook-id: $ID" -H "webhook-timestamp: $NOW" \\\n'
            '  -H "webhook-signature: v1,$SIGNATURE" -d @message.json \\\n'
            '  "$FIRSTLIGHT/api/v1/intake/webhook/$DOOR"'
        )
    },
)
