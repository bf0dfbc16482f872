"""What the schema says about reports to take along."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.problems import problem
from verify.api.reports.serializers import WaitingReportSerializer
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, ID, JSON, KEEPING, PREFER, TOKEN, UNCHANGED, retry_after
from verify.api.schema.problems import problem_responses

PDF, LINKED = "application/pdf", "application/ld+json"
HERE = f"$FIRSTLIGHT/api/v1/verifications/{examples.VERIFICATION_ID}"
CURL_PDF = f'curl -o report.pdf "{HERE}/report.pdf"'
CURL_LINKED = f'curl "{HERE}/report.jsonld"'
COPY = OpenApiParameter(
    "copy",
    {"type": "string", "enum": ["own", "everybody"], "default": "own"},
    OpenApiParameter.QUERY,
    description="`everybody`: the copy to hand on. Without it the report is told as to the caller's own team.",
)
PROBLEMS = ("not_found", "not_finished", *EVERYWHERE)

READ_PDF = extend_schema(
    operation_id="readReportPdf",
    summary="Take a report along as PDF",
    description=(
        "The report as a tagged document (PDF/UA-1) with the proofs and a QR code that leads to its page. "
        "A worker sets it: waits up to ten seconds, else answers 202; ask again then. The same "
        "report gives the same bytes. It is a copy of an answer: it does not say whether what the file shows happened."
    ),
    tags=["verifications"],
    parameters=[ID, TOKEN, PREFER, COPY, *KEEPING, retry_after(202, 409, 429, 503)],
    responses={
        (200, PDF): OpenApiResponse(OpenApiTypes.BINARY, description="The document."),
        **UNCHANGED,
        (202, JSON): OpenApiResponse(
            WaitingReportSerializer,
            description="It is being set; ask again.",
            examples=[examples.answer("not yet", {"state": "waiting"}, 202)],
        ),
        **problem_responses(*map(problem, ("malformed", *PROBLEMS))),
    },
    extensions={"x-codeSamples": examples.shell(CURL_PDF)},
)

READ_LINKED = extend_schema(
    operation_id="readReportLinkedData",
    summary="Read a report as linked data",
    description=(
        "JSON-LD 1.1 with its context inside: PROV-O, Dublin Core, schema.org and terms of our own, all named in "
        "docs/reports.md. As everybody may read it. No term in it rates a claim."
    ),
    tags=["verifications"],
    parameters=[ID, TOKEN, retry_after(409, 429, 503)],
    responses={
        (200, LINKED): OpenApiResponse(OpenApiTypes.OBJECT, description="The report."),
        **problem_responses(*map(problem, PROBLEMS)),
    },
    extensions={"x-codeSamples": examples.shell(CURL_LINKED)},
)
