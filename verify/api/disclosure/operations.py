"""What the schema says about disclosures."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiResponse, extend_schema

from verify.api.disclosure.serializers import DisclosureSerializer
from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, ID, JSON, TOKEN, retry_after
from verify.api.schema.problems import problem_responses

CURL = f'curl "$FIRSTLIGHT/api/v1/verifications/{examples.VERIFICATION_ID}/disclosure"'


READ_DISCLOSURE = extend_schema(
    operation_id="readDisclosure",
    summary="Read what has to be shown of a file",
    description=(
        "For platforms that have to disclose provenance data: whether there is any, which generative system or device "
        "made the file, whether digital signatures came with it, and everything that each step says. Show the "
        "sentences, or link to `links.page`. Hand the file on with its credentials: docs/disclosure.md has a script."
    ),
    tags=["verifications"],
    parameters=[ID, TOKEN, retry_after(409, 429, 503)],
    responses={
        (200, JSON): OpenApiResponse(DisclosureSerializer, description="The disclosure."),
        **problem_responses(*map(problem, ("not_found", "not_finished", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(CURL)},
)
