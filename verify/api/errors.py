"""The one exception by which a view answers a problem."""

from __future__ import annotations

from dataclasses import replace

from verify.api.problems import Problem, problem


class ProblemRaised(Exception):
    """Stops a view; the exception handler answers with `problem`."""

    def __init__(self, raised: Problem) -> None:
        super().__init__(raised.code)
        self.problem = raised


def refuse(code: str, detail: str | None = None, *, reason: str | None = None) -> ProblemRaised:
    """The exception for the problem with this code."""
    return ProblemRaised(replace(problem(code, detail), reason=reason))
