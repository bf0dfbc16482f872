"""What is open about one digest, for people: the same lines that the badge shows, with ways to their pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from provenance.types import Finding
from verify.cases.badge_words import OF_COPIES
from verify.cases.published import Published
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

SIGNS: dict[str, str] = {
    "badge.on_record": "holds",
    "badge.signed": "pen",
    "badge.waiting": "hour",
    "badge.taken_back": "revoked",
    "badge.unconfirmed": "unavailable",
    "badge.nothing": "absent",
}


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One finding in words; `record` and `statement` have pages of their own."""

    sign: Sign
    sentence: str
    record: str
    statement: str


@dataclass(frozen=True, slots=True)
class OpenPage:
    """Everything that the page of a digest shows."""

    sha256: str
    sign: Sign
    sentence: str
    lines: tuple[OpenLine, ...]
    more: int
    limit: str


def open_page(found: Published) -> OpenPage:
    """The page of a digest that somebody published."""
    lines = tuple(_line(one) for one in found.lines)
    return OpenPage(
        found.sha256, Sign(SIGNS[found.code], found.word), found.sentence, lines, found.more, gettext(OF_COPIES)
    )


def _line(found: Finding) -> OpenLine:
    record, statement = found.params.get("record"), found.params.get("statement")
    return OpenLine(STATES[found.state], told(found.code, found.params), _text(record), _text(statement))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
