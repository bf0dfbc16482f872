"""What the schema says about the badge."""

from __future__ import annotations

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.badge.serializers import BadgeSerializer
from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import JSON, retry_after
from verify.api.schema.problems import problem_responses
from verify.cases.badge_words import LIMITS, SENTENCES, WORDS

SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
CURL = f'curl "$FIRSTLIGHT/api/v1/badge/{SHA256}"'
NOTHING = {
    "schema": "firstlight.badge/1",
    "sha256": SHA256,
    "code": "badge.nothing",
    "word": WORDS["badge.nothing"],
    "sentence": SENTENCES["badge.nothing"],
    "lines": [],
    "more": 0,
    "limits": list(LIMITS),
    "demo": False,
    "links": {"page": f"/badge/{SHA256}"},
}
TEXT = {"type": "string"}
LANGUAGES = tuple(code for code, _ in settings.LANGUAGES)

READ_BADGE = extend_schema(
    operation_id="readBadge",
    summary="Read what is open about one digest, for a badge",
    description=(
        "For any page anywhere (`Access-Control-Allow-Origin: *`), without cookies or keys, and kept by caches for "
        "five minutes. Tells open records and published statements of exactly this SHA-256; what is sealed answers "
        "like nothing. To look something up that nobody has published, use `POST lookup`: it travels in no address."
    ),
    tags=["badge"],
    parameters=[
        OpenApiParameter(
            "digest",
            {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            OpenApiParameter.PATH,
            description="The SHA-256 that the page has published.",
        ),
        OpenApiParameter(
            "lang",
            {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
            description="The language of `word`, `sentence` and `limits`; codes are the same in all.",
        ),
        OpenApiParameter(
            "ETag", TEXT, OpenApiParameter.HEADER, response=[200, 304], description="For `If-None-Match`."
        ),
        OpenApiParameter(
            "Cache-Control", TEXT, OpenApiParameter.HEADER, response=[200, 304], description="How long it keeps."
        ),
        retry_after(429, 503),
    ],
    examples=[examples.answer("nothing on record", NOTHING, 200)],
    responses={
        (200, JSON): OpenApiResponse(BadgeSerializer, description="What is open."),
        304: OpenApiResponse(description="The same as before."),
        **problem_responses(
            *map(problem, ("malformed", "method_not_allowed", "not_acceptable", "throttled", "internal", "unavailable"))
        ),
    },
    auth=[],
    extensions={"x-codeSamples": examples.shell(CURL)},
)
