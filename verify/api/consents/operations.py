"""What the schema says about consents, campaigns and objections."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.consents import examples as shown
from verify.api.consents.serializers import (
    CampaignSerializer,
    ConsentCheckedSerializer,
    ConsentCheckSerializer,
    ConsentSerializer,
    ObjectionRequestSerializer,
    ObjectionSerializer,
    OpenCampaignSerializer,
    RecordConsentSerializer,
)
from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, KEY, PREFER, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.schema.record_operations import BODY_PROBLEMS

ID = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    OpenApiParameter.PATH,
    description="SHA-256 over the canonical bytes of what was signed.",
)
NUMBER = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
    OpenApiParameter.PATH,
    description="From the answer that took it in.",
)


def _location(*statuses: int) -> OpenApiParameter:
    return OpenApiParameter(
        "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=list(statuses), description="What was taken in."
    )


RECORD_CONSENT = extend_schema(
    operation_id="recordConsent",
    summary="Put a consent to a likeness on record, or take one back",
    description=(
        "Needs a log-in: every record has an owner. Takes a Consent that the depicted person or an estate signed, or a "
        "Revocation with `subject` `consent` by the same key. A consent is for one work or one campaign, for one "
        "purpose, for picture, voice or both, and ends. What is taken back is taken back from then on: platforms that "
        "asked for it are told. The log holds a hash, so that what was said can be erased."
    ),
    tags=["consents"],
    parameters=[PREFER, _location(201, 202), retry_after(202, 429, 503)],
    request={JSON: RecordConsentSerializer},
    examples=[
        examples.question("a consent", {"signed": shown.SIGNED}, JSON),
        examples.answer("recorded", shown.consent(), 201),
        examples.answer("on its way", shown.consent("waiting"), 202),
    ],
    responses={
        (201, JSON): OpenApiResponse(ConsentSerializer, description="On the log."),
        (202, JSON): OpenApiResponse(ConsentSerializer, description="Durable, and on its way to the log."),
        **problem_responses(
            *map(problem, ("bad_consent", "bad_statement", "forbidden", "not_found", "statement_conflict")),
            *map(problem, (*BODY_PROBLEMS, *EVERYWHERE)),
        ),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_RECORD)},
)

READ_CONSENT = extend_schema(
    operation_id="readConsent",
    summary="Read a consent",
    description="What was signed, what is known of the key, and whether it was taken back.",
    tags=["consents"],
    parameters=[ID, retry_after(429, 503)],
    examples=[examples.answer("recorded", shown.consent(), 200)],
    responses={
        (200, JSON): OpenApiResponse(ConsentSerializer, description="The consent as it stands."),
        **problem_responses(*map(problem, ("not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_READ)},
)

CHECK_CONSENTS = extend_schema(
    operation_id="checkConsents",
    summary="Ask whose consent is on record for a use",
    description=(
        "For one work, its tracks and, where you say it, what it is used for and by whom. Each consent gets a finding, "
        "and so does each track that none covers. A consent for another purpose does not count; one that nobody "
        "vouches for is told as such; a missing one is stated and not judged. Whether a real person is shown is not "
        "known here. Nothing of the question is stored."
    ),
    tags=["consents"],
    parameters=[retry_after(429, 503)],
    request={JSON: ConsentCheckSerializer},
    examples=[
        examples.question("a use", shown.CHECK, JSON),
        examples.answer("nothing on record", shown.checked(), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(ConsentCheckedSerializer, description="What is on record."),
        **problem_responses(*map(problem, ("bad_consent_check", "forbidden", *BODY_PROBLEMS, *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_CHECK)},
)

OPEN_CAMPAIGN = extend_schema(
    operation_id="openCampaign",
    summary="Open a campaign that can be consented to as a whole",
    description=(
        "Needs a log-in. The works are fixed from then on, and each proves by a Merkle path that it belongs. Whoever "
        "consents signs the number, which is worked out from the name, and the root over all works."
    ),
    tags=["consents"],
    parameters=[KEY, retry_after(429, 503)],
    request={JSON: OpenCampaignSerializer},
    examples=[
        examples.question("two works", shown.CAMPAIGN, JSON),
        examples.answer("open", shown.campaign(), 201),
    ],
    responses={
        (201, JSON): OpenApiResponse(
            CampaignSerializer, description="Open; without a key the same call opens another."
        ),
        **problem_responses(
            *map(problem, ("bad_campaign", "bad_consent", "bad_idempotency_key", "forbidden")),
            *map(problem, (*BODY_PROBLEMS, *EVERYWHERE)),
        ),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_CAMPAIGN)},
)

OBJECT = extend_schema(
    operation_id="objectToLikeness",
    summary="Object to a use of a likeness",
    description=(
        "For the depicted and whoever speaks for them; needs no log-in. What is told is kept encrypted, read by the "
        "desk alone and destroyed afterwards. No file is taken. Of intimate material neither digest nor fingerprint is "
        "taken, and nobody is told of it. Nothing is shown to anybody before the desk agreed."
    ),
    tags=["consents"],
    parameters=[KEY, _location(201), retry_after(429, 503)],
    request={JSON: ObjectionRequestSerializer},
    examples=[
        examples.question("a voice", shown.OBJECTION, JSON),
        examples.answer("taken in", shown.objection(), 201),
    ],
    responses={
        (201, JSON): OpenApiResponse(ObjectionSerializer, description="Taken in. Keep the number: it is the way back."),
        **problem_responses(
            *map(problem, ("bad_objection", "bad_consent", "bad_idempotency_key", "forbidden")),
            *map(problem, (*BODY_PROBLEMS, *EVERYWHERE)),
        ),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_OBJECT)},
)

READ_OBJECTION = extend_schema(
    operation_id="readObjection",
    summary="Read how an objection stands",
    description="For whoever has its number. What was told is not read back.",
    tags=["consents"],
    parameters=[NUMBER, retry_after(429, 503)],
    examples=[examples.answer("taken in", shown.objection(), 200)],
    responses={
        (200, JSON): OpenApiResponse(ObjectionSerializer, description="How it stands."),
        **problem_responses(*map(problem, ("not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_OBJECTION)},
)
