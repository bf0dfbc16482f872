"""The problems of an operation, as the schema tells them."""

from __future__ import annotations

from itertools import groupby

from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from verify.api.problems import Problem
from verify.api.renderers import PROBLEM_JSON
from verify.api.serializers.problem import ProblemSerializer

Responses = dict[tuple[int, str], OpenApiResponse]


def problem_responses(*problems: Problem) -> Responses:
    """One response a status, with an example for each code that has it."""
    ordered = sorted(problems, key=lambda one: one.status)
    grouped = groupby(ordered, key=lambda one: one.status)
    return {(status, PROBLEM_JSON): _response(list(same)) for status, same in grouped}


def _response(problems: list[Problem]) -> OpenApiResponse:
    return OpenApiResponse(
        ProblemSerializer,
        description=" · ".join(dict.fromkeys(one.title for one in problems)) + ".",
        examples=[_example(one) for one in problems],
    )


def _example(one: Problem) -> OpenApiExample:
    return OpenApiExample(
        one.code,
        value=one.as_json(),
        media_type=PROBLEM_JSON,
        response_only=True,
        status_codes=[str(one.status)],
    )
