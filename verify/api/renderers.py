"""JSON out, and problem details under their own media type."""

from __future__ import annotations

from rest_framework.renderers import JSONRenderer

PROBLEM_JSON = "application/problem+json"


class ProblemRenderer(JSONRenderer):
    """Lets a caller ask for `application/problem+json`; errors are sent as it whatever was asked for."""

    media_type = PROBLEM_JSON
    format = "problem"
