"""The operators' trail in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from verify.contested.models import Kind, OperatorAct
from verify.pages.presentation.dossiers.desk import named
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words

ADDRESSES = {
    Kind.RECORD: "pages:record",
    Kind.FINDING: "pages:finding",
    Kind.PAGE: "pages:contested",
    Kind.DISPUTE: "pages:dispute",
    Kind.ANSWER: "pages:dispute",
}


@dataclass(frozen=True, slots=True)
class ActLine:
    """Who did what about which thing, when and why; `words` are for operators alone."""

    at: Moment
    by: Words
    did: Words
    what: Words
    link: str
    why: Words
    words: str


def act_lines(acts: Iterable[OperatorAct]) -> tuple[ActLine, ...]:
    """Lines in the order in which they come."""
    return tuple(
        ActLine(
            at=moment(one.at),
            by=named(one.by),
            did=one.get_did_display(),
            what=one.get_kind_display(),
            link=address_of(Kind(one.kind), one.about),
            why=one.get_why_display(),
            words=isolated(one.words, 600) if one.words else "",
        )
        for one in acts
    )


def address_of(kind: Kind, about: str) -> str:
    """Where a thing is read."""
    return reverse(ADDRESSES[kind], args=[about])
