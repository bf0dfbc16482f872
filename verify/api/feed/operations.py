"""What the schema says about the feed."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.feed.examples import WORDS, head, page
from verify.api.feed.serializers import FeedPageSerializer, FeedSerializer, FeedWordsSerializer
from verify.api.problems import problem
from verify.api.renderers import ListRenderer
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, KEEPING, UNCHANGED, retry_after
from verify.api.schema.problems import problem_responses

HERE = "$FIRSTLIGHT/api/v1/feed"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

PAGE = OpenApiParameter(
    "page", {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}, OpenApiParameter.PATH, description="From 0."
)
LIST = OpenApiParameter(
    "sha256", {"type": "string", "pattern": "^[0-9a-f]{64}$"}, OpenApiParameter.PATH, description="From an entry."
)
COMMON = [*KEEPING, retry_after(429, 503)]
PROBLEMS = problem_responses(*map(problem, ("not_found", *EVERYWHERE)))

FEED = extend_schema(
    operation_id="readFeed",
    summary="How far the feed goes",
    description=(
        "The newest signed head of everything open that changes here: records, what was taken back, lists. Mirror it "
        "and look up at home; `python -m provenance mirror fetch` does. Sealed records are in no feed."
    ),
    tags=["feed"],
    parameters=COMMON,
    examples=[examples.answer("head", head(), 200)],
    responses={(200, JSON): OpenApiResponse(FeedSerializer, description="The head."), **UNCHANGED, **PROBLEMS},
    extensions={"x-codeSamples": examples.shell(f'curl "{HERE}"')},
)

FEED_PAGE = extend_schema(
    operation_id="readFeedPage",
    summary="One page of the feed",
    description=(
        "At most a thousand entries, chained to all before them and signed. A closed page never changes again and may "
        "be kept for ever; the newest grows."
    ),
    tags=["feed"],
    parameters=[PAGE, *COMMON],
    examples=[examples.answer("page", page(), 200)],
    responses={(200, JSON): OpenApiResponse(FeedPageSerializer, description="The page."), **UNCHANGED, **PROBLEMS},
    extensions={"x-codeSamples": examples.shell(f'curl "{HERE}/pages/0"')},
)

FEED_WORDS = extend_schema(
    operation_id="readFeedWords",
    summary="What was signed behind a page",
    description=(
        "Pages hold the hashes of statements and consents, for ever; their words lie here until whoever signed them "
        "erases them. Each is checked by its hash."
    ),
    tags=["feed"],
    parameters=[PAGE, *COMMON],
    examples=[examples.answer("none", WORDS, 200)],
    responses={(200, JSON): OpenApiResponse(FeedWordsSerializer, description="The words."), **UNCHANGED, **PROBLEMS},
    extensions={"x-codeSamples": examples.shell(f'curl "{HERE}/pages/0/words"')},
)

FEED_LIST = extend_schema(
    operation_id="readFeedList",
    summary="A list that an entry names",
    description="A trust list as PEM, or a maker's list of withdrawn certificates as it was published, by its SHA-256.",
    tags=["feed"],
    parameters=[LIST, *COMMON],
    responses={
        (200, ListRenderer.media_type): OpenApiResponse(OpenApiTypes.BINARY, description="The list."),
        **UNCHANGED,
        **PROBLEMS,
    },
    extensions={"x-codeSamples": examples.shell(f'curl "{HERE}/lists/{SHA256}"')},
)
