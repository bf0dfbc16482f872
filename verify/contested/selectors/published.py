"""A published version, read back, with what became since of the things that it names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from provenance.on_record import KIND as RECORD
from provenance.report_json import report_from_json
from provenance.types import Report
from verify.authors.errors import NoSuchStatement
from verify.authors.selectors import StatementView, statement_view
from verify.contested.documents import Told
from verify.contested.models import Version
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.selectors.said import Published, published, published_get
from verify.ledger.errors import LedgerError
from verify.ledger.selectors import records_by_number
from verify.ledger.values import PUBLIC, OnRecord


@dataclass(frozen=True, slots=True)
class Answered:
    """One check of a version: as it was told, and its answer."""

    told: Told
    report: Report


@dataclass(frozen=True, slots=True)
class Shown:
    """A version with what everybody may read now of its records, statements and findings; others are not in here."""

    version: Version
    told: Told
    checks: tuple[Answered, ...]
    records: dict[str, OnRecord]
    statements: dict[str, StatementView]
    findings: dict[str, Published]


def shown_of(version: Version) -> Shown:
    """Read a version back; records are left out where the log cannot be read now."""
    told = json.loads(version.document)
    pieces = [*told["pieces"], *told["rivals"], *told["also"]]
    checks = tuple(Answered(one, report_from_json(one["answer"])) for one in pieces if one["kind"] == "check")
    numbers = {*_named(pieces, "record"), *(number for one in checks for number in _recorded(one.report))}
    return Shown(version, told, checks, _records(numbers), _statements(pieces), _findings(pieces))


def _named(pieces: Iterable[Told], name: str) -> list[str]:
    return [str(one[name]) for one in pieces if one.get(name)]


def _recorded(report: Report) -> list[str]:
    return [str(one.params["record"]) for one in report.findings if one.kind == RECORD and one.params.get("record")]


def _records(numbers: set[str]) -> dict[str, OnRecord]:
    try:
        return records_by_number(numbers, viewer=PUBLIC)
    except LedgerError:
        return {}


def _statements(pieces: Iterable[Told]) -> dict[str, StatementView]:
    found = {}
    for number in _named(pieces, "statement"):
        try:
            found[number] = statement_view(number, viewer=PUBLIC)
        except NoSuchStatement:
            continue
    return found


def _findings(pieces: Iterable[Told]) -> dict[str, Published]:
    found = {}
    for number in _named(pieces, "finding"):
        try:
            found[number] = published(published_get(number))
        except NoSuchDossier:
            continue
    return found
