"""What the schema says about records and look-ups."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema

from provenance.gate import Refusal
from verify.api.problems import problem, refusal_problem
from verify.api.renderers import ZipRenderer
from verify.api.schema import examples, record_examples
from verify.api.schema.operations import EVERYWHERE, EXAMPLE_PARAMS, JSON, KEEPING, KEY, PREFER, UNCHANGED, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.serializers.record import (
    LookupAuthorSerializer,
    LookupDigestSerializer,
    LookupFingerprintSerializer,
    LookupLinkSerializer,
    LookupSerializer,
    LookupTransactionSerializer,
    LookupUploadSerializer,
    RecordBatchSerializer,
    RecordContentSerializer,
    RecordedBatchSerializer,
    RecordSerializer,
    RecordUploadSerializer,
    RecordWorkSerializer,
)

ID = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"},
    OpenApiParameter.PATH,
    description="From the answer that recorded it.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201, 202], description="The record."
)
TOO_LARGE = refusal_problem(Refusal("refused.too_large", EXAMPLE_PARAMS))
BODY_PROBLEMS = ("malformed", "length_required", "body_too_large", "unsupported_media_type")

RECORD = extend_schema(
    operation_id="record",
    summary="Put something on record",
    description=(
        "Needs a log-in: every record has an owner. An **open** record shows its SHA-256 to anybody, for ever. A "
        "**sealed** one shows nothing: salted commitments, entered in shuffled batches. Answers 201 with its number "
        "once the log has it, else 202 as soon as the record cannot be lost any more. An open record of the same "
        "content by the same owner is the same record; for a sealed one only the Idempotency-Key tells that."
    ),
    tags=["records"],
    parameters=[KEY, PREFER, LOCATION, retry_after(202, 409, 429, 503)],
    request={
        "multipart/form-data": RecordUploadSerializer,
        JSON: PolymorphicProxySerializer(
            component_name="RecordRequest",
            serializers=[RecordContentSerializer, RecordWorkSerializer],
            resource_type_field_name=None,
        ),
    },
    examples=[
        examples.question("content", record_examples.CONTENT, JSON),
        examples.question("work", record_examples.WORK, JSON),
        examples.answer("recorded", record_examples.record(), 201),
        examples.answer("on its way", record_examples.record("waiting"), 202),
    ],
    responses={
        (201, JSON): OpenApiResponse(RecordSerializer, description="On the log, with its number."),
        (202, JSON): OpenApiResponse(RecordSerializer, description="Durable, and on its way to the log."),
        **problem_responses(
            *map(problem, ("bad_record", "bad_idempotency_key", "forbidden", "idempotency_key_reused")),
            *map(problem, ("record_waiting", *BODY_PROBLEMS, *EVERYWHERE)),
            TOO_LARGE,
        ),
    },
    extensions={"x-codeSamples": examples.shell(record_examples.CURL_RECORD)},
)

RECORD_BATCH = extend_schema(
    operation_id="recordBatch",
    summary="Put up to 100 things on record",
    description=(
        "Needs a log-in. Each is recorded by itself, and the answer tells of each what became of it, in their order: "
        "one that does not fit stops no other. The same call again records nothing twice; for sealed records that "
        "takes an Idempotency-Key. With `fingerprints` altered copies are found again although no medium was sent."
    ),
    tags=["records"],
    parameters=[KEY, retry_after(429, 503)],
    request={JSON: RecordBatchSerializer},
    examples=[
        examples.question("two", record_examples.BATCH, JSON),
        examples.answer("one of two", record_examples.recorded_batch(), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(RecordedBatchSerializer, description="What became of each."),
        **problem_responses(
            *map(problem, ("bad_batch", "bad_idempotency_key", "forbidden", *BODY_PROBLEMS, *EVERYWHERE))
        ),
    },
    extensions={"x-codeSamples": examples.shell(record_examples.CURL_BATCH)},
)

READ_RECORD = extend_schema(
    operation_id="readRecord",
    summary="Read a record",
    description=(
        "How far it is proven: its number, the interval in which it was written, and who else holds that. A sealed "
        "record of somebody else and no record at all get the same answer."
    ),
    tags=["records"],
    parameters=[ID, *KEEPING, retry_after(200, 429, 503)],
    examples=[examples.answer("recorded", record_examples.record(), 200)],
    responses={
        (200, JSON): OpenApiResponse(RecordSerializer, description="The record as it stands."),
        **UNCHANGED,
        **problem_responses(*map(problem, ("not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(record_examples.CURL_READ)},
)

BUNDLE = extend_schema(
    operation_id="readRecordBundle",
    summary="Download the bundle of a record",
    description="One zip with everything to check the record offline: `python -m chronology verify-bundle`.",
    tags=["records"],
    parameters=[ID, retry_after(409, 429, 503)],
    responses={
        (200, ZipRenderer.media_type): OpenApiResponse(OpenApiTypes.BINARY, description="The bundle."),
        **problem_responses(*map(problem, ("not_found", "record_waiting", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(record_examples.CURL_BUNDLE)},
)

LOOK_UP = extend_schema(
    operation_id="lookUp",
    summary="Look up what is on record",
    description=(
        "Open records of exactly these bytes or under this link, the checkpoint that a transaction anchors, or "
        "recorded works that codes point to: send codes instead of a medium, and nothing confirms what they point to; "
        "or who here goes by an address, a domain or a did:web name. "
        "Nothing that you look up travels in an address, and nothing of it is stored. Sealed records answer nobody."
    ),
    tags=["records"],
    parameters=[retry_after(429, 503)],
    request={
        "multipart/form-data": LookupUploadSerializer,
        JSON: PolymorphicProxySerializer(
            component_name="LookupRequest",
            serializers=[
                LookupDigestSerializer,
                LookupTransactionSerializer,
                LookupLinkSerializer,
                LookupAuthorSerializer,
                LookupFingerprintSerializer,
            ],
            resource_type_field_name=None,
        ),
    },
    examples=[
        examples.question("digest", record_examples.DIGEST, JSON),
        examples.question("transaction", record_examples.TRANSACTION, JSON),
        examples.question("link", record_examples.LINK, JSON),
        examples.question("author", record_examples.AUTHOR, JSON),
        examples.answer("found", record_examples.lookup(), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(LookupSerializer, description="What was found."),
        **problem_responses(
            *map(problem, ("bad_lookup", "link.refused", "forbidden", *BODY_PROBLEMS, *EVERYWHERE)), TOO_LARGE
        ),
    },
    extensions={"x-codeSamples": examples.shell(record_examples.CURL_LOOKUP)},
)
