"""What the schema says about signed statements."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema

from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, PREFER, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.schema.record_operations import BODY_PROBLEMS, TOO_LARGE
from verify.api.statements import examples as shown
from verify.api.statements.serializers import (
    CheckedItemsSerializer,
    CheckedSerializer,
    DraftedSerializer,
    RecordStatementSerializer,
    StatementCheckSerializer,
    StatementChecksSerializer,
    StatementCheckUploadSerializer,
    StatementDraftSerializer,
    StatementSerializer,
)

ID = OpenApiParameter(
    "id",
    {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    OpenApiParameter.PATH,
    description="SHA-256 over the canonical bytes of what was signed: anybody who has them can work it out.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201, 202], description="The statement."
)

RECORD_STATEMENT = extend_schema(
    operation_id="recordStatement",
    summary="Put something signed on record",
    description=(
        "Needs a log-in: every record has an owner. Takes a signed Statement, KeyClaim, Delegation or Revocation; a "
        "correction and a retraction are statements. The log holds a hash of what was signed, so that the words can be "
        "erased and the time stays proven. A statement whose `form` is `sha256` is recorded openly; one that names a "
        "`commitment` is sealed, and its `opening` is kept for its owner. The same message again is the same record."
    ),
    tags=["statements"],
    parameters=[PREFER, LOCATION, retry_after(202, 429, 503)],
    request={JSON: RecordStatementSerializer},
    examples=[
        examples.question("a statement", {"signed": shown.signed()}, JSON),
        examples.answer("recorded", shown.recorded(), 201),
        examples.answer("on its way", shown.recorded("waiting"), 202),
    ],
    responses={
        (201, JSON): OpenApiResponse(StatementSerializer, description="On the log, with its number."),
        (202, JSON): OpenApiResponse(StatementSerializer, description="Durable, and on its way to the log."),
        **problem_responses(
            *map(problem, ("bad_statement", "forbidden", "statement_conflict", *BODY_PROBLEMS, *EVERYWHERE))
        ),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_RECORD)},
)

READ_STATEMENT = extend_schema(
    operation_id="readStatement",
    summary="Read what was signed",
    description=(
        "The message, what is known of its signature, who signed and for whom, and what the log holds. A sealed one of "
        "somebody else and none at all get the same answer."
    ),
    tags=["statements"],
    parameters=[ID, retry_after(200, 429, 503)],
    examples=[examples.answer("recorded", shown.recorded(), 200)],
    responses={
        (200, JSON): OpenApiResponse(StatementSerializer, description="The statement as it stands."),
        **problem_responses(*map(problem, ("not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(f'curl "{shown.HERE}/statements/{shown.statement_id()}"')},
)

CHECK_STATEMENTS = extend_schema(
    operation_id="checkStatements",
    summary="Check who says so",
    description=(
        "Send a file, a digest or the text of a post, with what is claimed of it: a signed statement, an author, a "
        "source. The answer tells what is on record and warns where the source is unknown, nobody binds the "
        "organisation to its name, the signature is about something else, the key was revoked, the delegation does not "
        "reach so far, somebody else signed, or somebody else recorded it earlier. Send up to 100 as `items`. Public, "
        "and nothing of it is stored. That nothing warns proves nothing, and no finding says that a work is true."
    ),
    tags=["statements"],
    parameters=[retry_after(429, 503)],
    request={
        "multipart/form-data": StatementCheckUploadSerializer,
        JSON: PolymorphicProxySerializer(
            component_name="StatementCheckRequest",
            serializers=[StatementCheckSerializer, StatementChecksSerializer],
            resource_type_field_name=None,
        ),
    },
    examples=[
        examples.question("one", shown.asked(), JSON),
        examples.question("many", {"items": [shown.asked(), {"note": "none of these"}]}, JSON),
        examples.answer("one", shown.checked(), 200),
        examples.answer("many", shown.checked_items(), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(
            PolymorphicProxySerializer(
                component_name="StatementCheckAnswer",
                serializers=[CheckedSerializer, CheckedItemsSerializer],
                resource_type_field_name=None,
            ),
            description="What is known; for `items` in their order.",
        ),
        **problem_responses(
            *map(problem, ("bad_check", "bad_statement", "forbidden", *BODY_PROBLEMS, *EVERYWHERE)), TOO_LARGE
        ),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_CHECK, shown.CURL_CHECK_TEXT)},
)

DRAFT_STATEMENT = extend_schema(
    operation_id="draftStatement",
    summary="Make a message ready for signing",
    description=(
        "Fills in domain, time, nonce and what is usual, and answers with the typed data for a wallet and with the "
        "same message to be sent back together with its signature. Nothing is stored. For a sealed statement send the "
        "SHA-256 as `content` and `form: commitment`: the answer's `opening` is the only thing that opens it."
    ),
    tags=["statements"],
    parameters=[retry_after(429, 503)],
    request={JSON: StatementDraftSerializer},
    examples=[
        examples.question("a statement", shown.DRAFT, JSON),
        examples.question("a sealed one", shown.SEALED_DRAFT, JSON),
        examples.answer("ready", shown.drafted(), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(DraftedSerializer, description="Ready for signing."),
        **problem_responses(*map(problem, ("bad_draft", "forbidden", *BODY_PROBLEMS, *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_DRAFT)},
)
