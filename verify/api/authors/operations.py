"""What the schema says about authors."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.authors.serializers import AuthorSerializer
from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.statements import examples as shown

READ_AUTHOR = extend_schema(
    operation_id="readAuthor",
    summary="Read who signs here",
    description=(
        "Keys with their validity, what backs the name, for whom the author signs, and the open statements. To find an "
        "author by an address, a domain or a did:web name use POST lookup, so that it travels in no address."
    ),
    tags=["statements"],
    parameters=[
        OpenApiParameter(
            "id",
            {"type": "string", "pattern": "^[A-Za-z0-9]{22}$"},
            OpenApiParameter.PATH,
            description="From a statement or a look-up.",
        ),
        OpenApiParameter(
            "before",
            {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            OpenApiParameter.QUERY,
            description="`next` of the answer before: older statements.",
        ),
        retry_after(429, 503),
    ],
    examples=[examples.answer("an author", shown.author(), 200)],
    responses={
        (200, JSON): OpenApiResponse(AuthorSerializer, description="The author."),
        **problem_responses(*map(problem, ("malformed", "not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_AUTHOR)},
)
