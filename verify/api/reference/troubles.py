"""Every problem that can be answered, for its line on the reference page."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.gate import Refusal
from verify.api.problems import KINDS, REFUSAL_TITLES, Problem, problem, refusal_problem, verification_problem
from verify.api.reference.text import Text, text_of
from verify.fetch.sentences import SENTENCES as LINK_SENTENCES

# What stands in for the figures that only a case has.
FIGURES = {"format": "(type)", "limit_mb": "(limit)", "megapixels": "(many)", "limit": "(limit)"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One line of the list."""

    code: str
    status: int
    title: str
    text: Text


def troubles() -> list[Trouble]:
    """All problems: of requests, of files, of links."""
    refusals = [refusal_problem(Refusal(code, FIGURES)) for code in REFUSAL_TITLES]
    links = [verification_problem(code, FIGURES) for code in LINK_SENTENCES]
    return [_line(one) for one in (*map(problem, KINDS), *refusals, *links)]


def _line(one: Problem) -> Trouble:
    return Trouble(one.code, one.status, one.title, text_of(one.detail))
