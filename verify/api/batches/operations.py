"""What the schema says about batches."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from provenance.gate import Refusal
from verify.api.batches import examples as batch_examples
from verify.api.batches.renderers import CsvRenderer, JsonLinesRenderer
from verify.api.batches.serializers import (
    ITEM_STATES,
    BatchItemPageSerializer,
    BatchItemsWantedSerializer,
    BatchListSerializer,
    BatchSerializer,
    BatchUploadSerializer,
)
from verify.api.problems import problem, refusal_problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, EXAMPLE_PARAMS, JSON, KEY, retry_after
from verify.api.schema.problems import problem_responses

TABLE = "text/csv"
TAGS = ["batches"]
ID = OpenApiParameter(
    "id", {"type": "string", "pattern": "^[A-Za-z0-9_-]{22}$"}, OpenApiParameter.PATH,
    description="From the answer that started the batch.",
)  # fmt: skip
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[202], description="The batch."
)
CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="From the `next` of the page before.")
KNOWN = ("forbidden", "not_found", *EVERYWHERE)


def _problems(*codes: str) -> dict[tuple[int, str], OpenApiResponse]:
    return problem_responses(*map(problem, codes))


START_BATCH = extend_schema(
    operation_id="startBatch",
    summary="Check many files, links or digests",
    description=(
        "Send a zip of up to 10,000 files or a CSV in a form, a CSV as the body, or a JSON list. Answers 202 at once; "
        "single checks go before those of batches. Names are not kept: items are known by `position`, the place in "
        "the archive (folders count and are left out), in the list, or the row of the table. Needs a key or a log-in."
    ),
    tags=TAGS,
    parameters=[KEY, LOCATION, retry_after(202, 429, 503)],
    request={
        "multipart/form-data": BatchUploadSerializer,
        JSON: BatchItemsWantedSerializer,
        (TABLE): OpenApiTypes.STR,
    },
    examples=[
        examples.question("links and digests", batch_examples.WANTED, JSON),
        examples.question("a table", batch_examples.TABLE, TABLE),
        examples.answer("taken in", batch_examples.batch("running"), 202),
    ],
    responses={
        (202, JSON): OpenApiResponse(BatchSerializer, description="Taken in; ask again at Location."),
        **problem_responses(
            *map(problem, ("malformed", "bad_items", "bad_idempotency_key", "forbidden", "idempotency_key_reused")),
            *map(problem, ("length_required", "body_too_large", "unsupported_media_type", "bad_archive")),
            *map(problem, ("too_many_batches", *EVERYWHERE)),
            refusal_problem(Refusal("refused.too_large", EXAMPLE_PARAMS)),
        ),
    },
    extensions={
        "x-codeSamples": examples.shell(batch_examples.CURL_ZIP, batch_examples.CURL_LIST, batch_examples.CURL_TABLE)
    },
)

LIST = extend_schema(
    operation_id="listBatches",
    summary="List your batches",
    description="The batches of your team that have not expired, the newest first.",
    tags=TAGS,
    parameters=[CURSOR, retry_after(429, 503)],
    examples=[examples.answer("one", {"batches": [batch_examples.batch()], "next": None}, 200)],
    responses={
        (200, JSON): OpenApiResponse(BatchListSerializer, description="Some of them."),
        **_problems(*KNOWN),
    },
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches"))},
)

READ_BATCH = extend_schema(
    operation_id="readBatch",
    summary="Read how far a batch is",
    description="State, counts, and how many items ended with which headline.",
    tags=TAGS,
    parameters=[ID, retry_after(200, 429, 503)],
    examples=[
        examples.answer("under way", batch_examples.batch("running"), 200),
        examples.answer("done", batch_examples.batch(), 200),
    ],
    responses={(200, JSON): OpenApiResponse(BatchSerializer, description="As it stands."), **_problems(*KNOWN)},
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}"))},
)

DISCARD_BATCH = extend_schema(
    operation_id="discardBatch",
    summary="Forget a batch",
    description="Ends it, and deletes what was sent and everything found out, at once.",
    tags=TAGS,
    parameters=[ID, retry_after(429, 503)],
    responses={204: OpenApiResponse(description="Gone."), **_problems(*KNOWN)},
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}", "-X DELETE"))},
)

LIST_ITEMS = extend_schema(
    operation_id="listBatchItems",
    summary="List the items of a batch",
    description="In their order, filtered by state and by code. Each report is read at the verification of its item.",
    tags=TAGS,
    parameters=[
        ID,
        OpenApiParameter(
            "state", {"type": "string", "enum": list(ITEM_STATES)}, description="Only those in this state."
        ),
        OpenApiParameter(
            "code",
            {"type": "string", "pattern": r"^[a-z_]{1,40}(\.[a-z_]{1,40}){0,2}$"},
            description="As items bear it.",
        ),
        OpenApiParameter(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": 500, "default": 100},
            description="How many at once.",
        ),
        CURSOR,
        retry_after(429, 503),
    ],
    examples=[examples.answer("items", {"items": batch_examples.ITEMS, "next": None}, 200)],
    responses={
        (200, JSON): OpenApiResponse(BatchItemPageSerializer, description="Some of them."),
        **_problems("malformed", *KNOWN),
    },
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}/items?state=failed"))},
)

CANCEL = extend_schema(
    operation_id="cancelBatch",
    summary="End a batch early",
    description="Answers that are there stay; the rest is not checked, and what was sent is deleted.",
    tags=TAGS,
    parameters=[ID, retry_after(429, 503)],
    request=None,
    examples=[examples.answer("cancelled", batch_examples.batch("cancelled"), 200)],
    responses={
        (200, JSON): OpenApiResponse(BatchSerializer, description="As it stands now."),
        **_problems("batch_state", *KNOWN),
    },
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}/cancel", "-X POST"))},
)

RETRY = extend_schema(
    operation_id="retryBatch",
    summary="Try again what failed",
    description=(
        "Items that failed were not checked through a fault of ours or of a site. What was refused is not tried again: "
        "it would be refused again. Possible for an hour after the end."
    ),
    tags=TAGS,
    parameters=[ID, retry_after(200, 429, 503)],
    request=None,
    examples=[examples.answer("under way again", batch_examples.batch("running"), 200)],
    responses={
        (200, JSON): OpenApiResponse(BatchSerializer, description="As it stands now."),
        **_problems("batch_state", *KNOWN),
    },
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}/retry", "-X POST"))},
)

EXPORT_CSV = extend_schema(
    operation_id="exportBatchCsv",
    summary="Take a batch as a table",
    description="CSV (RFC 4180, UTF-8) with a head; no cell is a formula.",
    tags=TAGS,
    parameters=[ID, retry_after(429, 503)],
    examples=[],
    responses={
        (200, CsvRenderer.media_type): OpenApiResponse(OpenApiTypes.STR, description="The table."),
        **_problems(*KNOWN),
    },
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}/export.csv", "-O"))},
)

EXPORT_JSONL = extend_schema(
    operation_id="exportBatchJsonLines",
    summary="Take a batch with all its reports",
    description=(
        "JSON Lines: each line is an item as it is listed, with its `report` as it was made; what is on record since "
        "is told by the verification itself."
    ),
    tags=TAGS,
    parameters=[ID, retry_after(429, 503)],
    responses={
        (200, JsonLinesRenderer.media_type): OpenApiResponse(OpenApiTypes.STR, description="One item a line."),
        **_problems(*KNOWN),
    },
    extensions={"x-codeSamples": examples.shell(batch_examples.curl("/batches/{id}/export.jsonl", "-O"))},
)
