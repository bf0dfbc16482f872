"""Answers as lines for a terminal; texts from bundles and logs are made harmless first."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping

from chronology.bundle import BundleAnswer, GradeState

MARKS = {
    GradeState.HOLDS: "holds",
    GradeState.BROKEN: "BROKEN",
    GradeState.UNTRUSTED: "untrusted",
    GradeState.ABSENT: "absent",
    GradeState.UNAVAILABLE: "unavailable",
    GradeState.NOT_CHECKED: "not checked",
}


VIEW_LIMIT = 1_000
"""A record with a few members is as long; a longer one would push the grades off the screen."""


def lines_of(name: str, answer: BundleAnswer) -> Iterator[str]:
    """When each record was written, what it says, every grade, and what was not checked with how to raise it."""
    yield inert(name)
    for record in answer.records:
        yield inert(f"  record {record.index}: {record.interval.sentence}")
        yield inert(f"    says: {_shortened(record.view)}")
    for grade in answer.grades:
        yield inert(f"  - {grade.subject}: {MARKS[grade.state]}: {grade.sentence}  [{grade.code}]")
    if answer.not_checked:
        yield "  not checked, and how to raise it:"
        yield from (inert(f"    {one}") for one in answer.not_checked)


def _shortened(view: Mapping[str, object]) -> str:
    """What the entry says as JSON, its commitments left out: they are random to whoever was not shown their salts."""
    text = json.dumps({name: one for name, one in view.items() if name != "commitments"}, ensure_ascii=False)
    return text if len(text) <= VIEW_LIMIT else f"{text[:VIEW_LIMIT]} … (all of it with --json)"


def inert(text: str) -> str:
    """The text without characters that move a cursor or turn a line around."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in {"Cc", "Cf"} else one for one in text)
