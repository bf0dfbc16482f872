"""What the schema says about each operation; the views carry it as decorators."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from provenance.gate import Refusal
from verify.api.limits import IDEMPOTENCY_KEY_MAX_CHARS, IDEMPOTENCY_KEY_MIN_CHARS
from verify.api.problems import LINK_STATUS, REFUSAL_TITLES, Problem, problem, refusal_problem, verification_problem
from verify.api.schema import examples
from verify.api.schema.problems import problem_responses
from verify.api.serializers.verification import (
    LinkSerializer,
    StartedVerificationSerializer,
    UploadSerializer,
    VerificationSerializer,
)

JSON = "application/json"
KEYS = ("key_refused", "key_scope")
EVERYWHERE = (*KEYS, "method_not_allowed", "not_acceptable", "throttled", "internal", "unavailable")
EXAMPLE_PARAMS = {"format": "JPEG", "limit_mb": 100, "megapixels": 169, "limit": 120}

KEY = OpenApiParameter(
    "Idempotency-Key",
    {
        "type": "string",
        "minLength": IDEMPOTENCY_KEY_MIN_CHARS,
        "maxLength": IDEMPOTENCY_KEY_MAX_CHARS,
        "pattern": "^[A-Za-z0-9._:-]+$",
    },
    OpenApiParameter.HEADER,
    description="A random key of yours: the same key with the same content gives the same verification.",
)
PREFER = OpenApiParameter(
    "Prefer",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="`wait=N` waits at most N seconds (10 is most), `respond-async` does not wait (RFC 7240).",
)
ID = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
    OpenApiParameter.PATH,
    description="From the answer that started the verification.",
)
TOKEN = OpenApiParameter(
    "Uploader-Token",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The `uploader_token` of the first answer. Callers with a session do not need it.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201, 202], description="The verification."
)

# Of what is finished: it may be kept by whoever read it, and asked about with `If-None-Match`.
KEEPING = tuple(
    OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200, 304], description=words)
    for name, words in (("ETag", "What it says, in one word."), ("Cache-Control", "Who may keep it, and how long."))
)
UNCHANGED = {304: OpenApiResponse(description="As you have it: `If-None-Match` named it.")}


def retry_after(*statuses: int) -> OpenApiParameter:
    """The header that says when to ask again."""
    return OpenApiParameter(
        "Retry-After",
        {"type": "string", "pattern": "^[0-9]+$"},
        OpenApiParameter.HEADER,
        response=list(statuses),
        description="Seconds.",
    )


def _refusals() -> list[Problem]:
    return [refusal_problem(Refusal(code, EXAMPLE_PARAMS)) for code in REFUSAL_TITLES]


def _link_refusals() -> list[Problem]:
    return [verification_problem(code, {"limit": "800 MB"}) for code in LINK_STATUS]


START = extend_schema(
    operation_id="startVerification",
    summary="Check a file",
    description=(
        "Send the file in a form, or a link in JSON. Waits up to ten seconds for the report and answers 201 with it; "
        "if it takes longer, answers 202 and the address to ask again. `claims`, what the file says about itself, is "
        "part of this one answer only and is never stored."
    ),
    tags=["verifications"],
    parameters=[KEY, PREFER, TOKEN, LOCATION, retry_after(202, 429, 503)],
    request={"multipart/form-data": UploadSerializer, JSON: LinkSerializer},
    examples=[
        examples.question("link", {"url": "https://example.org/photo.jpg"}, JSON),
        examples.answer("report", examples.verification(uploader=True), 201),
        examples.answer("not yet", examples.verification("running"), 202),
    ],
    responses={
        (201, JSON): OpenApiResponse(StartedVerificationSerializer, description="The report."),
        (202, JSON): OpenApiResponse(StartedVerificationSerializer, description="Not finished; ask again at Location."),
        **problem_responses(
            *map(problem, ("malformed", "nothing_to_check", "unknown_field", "link.refused", "bad_idempotency_key")),
            *map(problem, ("forbidden", "idempotency_key_reused", "length_required", "body_too_large")),
            *map(problem, ("unsupported_media_type", "not_a_sidecar", "not_a_capture", *EVERYWHERE)),
            *_refusals(),
            *_link_refusals(),
        ),
    },
    extensions={"x-codeSamples": examples.shell(examples.CURL_FILE, examples.CURL_LINK)},
)

READ = extend_schema(
    operation_id="readVerification",
    summary="Read a report",
    description="The state of a verification, and its report or the reason why there is none.",
    tags=["verifications"],
    parameters=[ID, TOKEN, *KEEPING, retry_after(200, 429, 503)],
    examples=[
        examples.answer("report", examples.verification(), 200),
        examples.answer("not yet", examples.verification("running"), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(VerificationSerializer, description="The verification as it stands."),
        **UNCHANGED,
        **problem_responses(*map(problem, ("not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(examples.CURL_READ)},
)

DISCARD = extend_schema(
    operation_id="discardVerification",
    summary="Discard a verification",
    description="Removes file, preview and report at once. Only who sent the file may do this.",
    tags=["verifications"],
    parameters=[ID, TOKEN, retry_after(429, 503)],
    responses={
        204: OpenApiResponse(description="Gone."),
        **problem_responses(*map(problem, ("forbidden", "not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(examples.CURL_DISCARD)},
)

SCHEMA = extend_schema(
    operation_id="readSchema",
    summary="Read this schema",
    description="The OpenAPI 3.1 document of this interface.",
    tags=["schema"],
    parameters=[retry_after(429, 503)],
    responses={
        (200, JSON): OpenApiResponse(OpenApiTypes.OBJECT, description="The document:"),
        **problem_responses(*map(problem, EVERYWHERE)),
    },
    extensions={"x-codeSamples": examples.shell(examples.CURL_SCHEMA)},
)
