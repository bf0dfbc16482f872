"""What is on record of a link that a post passes on: who recorded or signed a work as published there.

A link on record is the word of whoever named it, and most links are on no record. Source: docs/api.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from provenance.statements.checking import KIND, host_of
from provenance.statements.evidence import Party
from provenance.types import Finding, Params, State
from provenance.unreadable import FILE

WARNINGS: Final = frozenset({"source.not_on_record"})
"""Codes that warn whoever is about to pass a post on."""


@dataclass(frozen=True, slots=True)
class SeenSource:
    """One link with what is on record of it.

    `recorders` are the names of those who recorded a work under it, `stated` says that a statement names it, and
    `bound` is who here the link's domain speaks for, if anybody.
    """

    link: str
    recorders: tuple[str, ...] = ()
    stated: bool = False
    bound: Party | None = None


def source_findings(seen: SeenSource, at: datetime) -> tuple[Finding, ...]:
    """What there is to say of the link itself, at `at`; what a statement that names it says is told beside."""
    return tuple(Finding(KIND, state, code, params, FILE, at) for state, code, params in _lines(seen))


def _lines(seen: SeenSource) -> Iterator[tuple[State, str, Params]]:
    said: dict[str, str] = {"source": seen.link, "domain": host_of(seen.link)}
    for recorder in seen.recorders:
        yield State.HOLDS, "source.recorded", {**said, "recorder": recorder}
    if not seen.recorders and not seen.stated:
        known = {"author": seen.bound.name, "principal": seen.bound.id, "form": "bound"} if seen.bound else {}
        yield State.ABSENT, "source.not_on_record", {**said, **known}
