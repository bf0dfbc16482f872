"""What is open to everybody about exactly one digest: records and signed statements, in the words of the catalogue.

Nobody's own lists count here, and what is sealed answers like nothing. Source: docs/badge.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext

from provenance.on_record import SeenRecord, record_findings
from provenance.statements.evidence import Asked, Evidence
from provenance.statements.lines import VOUCHED
from provenance.statements.reporting import work_findings
from provenance.statements.types import Act
from provenance.types import Finding
from verify import wiring
from verify.authors.selectors import work_evidence
from verify.cases.badge_words import SENTENCES, WORDS
from verify.cases.on_record import records_seen
from verify.ledger.errors import LogUnavailable

MOST_LINES: Final = 12
"""A card and no list: the page of the digest has the rest."""


@dataclass(frozen=True, slots=True)
class Published:
    """What is open about a digest: one code over all, and one finding a line; `more` are left out."""

    sha256: str
    code: str
    lines: tuple[Finding, ...]
    more: int = 0

    @property
    def word(self) -> str:
        """The sign's one word or two, in the language of the moment."""
        return gettext(WORDS[self.code])

    @property
    def sentence(self) -> str:
        """What the code says."""
        return gettext(SENTENCES[self.code])


def published(sha256: str) -> Published:
    """What anybody may know about a digest (hex); raises LedgerError where it cannot be asked for now."""
    at = wiring.now()
    records = records_seen(sha256, reader=None)
    if records is None:
        raise LogUnavailable("Records cannot be asked for now. That says nothing about the file.")
    evidence = work_evidence(sha256)
    lines = _lines(records, work_findings(evidence, Asked(bytes.fromhex(sha256)), at), at)
    shown = lines[:MOST_LINES]
    return Published(sha256, _code(records, evidence), shown, len(lines) - len(shown))


def _lines(records: Sequence[SeenRecord], statements: Sequence[Finding], at: datetime) -> tuple[Finding, ...]:
    """Records first; that several made some comes before each of them, so that it is never cut off."""
    told = record_findings(records, at)
    rivals = tuple(one for one in told if one.code == "on_record.rivals")
    return (*rivals, *(one for one in told if one not in rivals), *statements)


def _code(records: Sequence[SeenRecord], evidence: Sequence[Evidence]) -> str:
    """The strongest of what stands; what was taken back is named only where nothing stands."""
    kept = [one for one in evidence if one.statement.act is not Act.RETRACT and not one.retracted]
    told: tuple[tuple[object, str], ...] = (
        (any(one.stands for one in records), "badge.on_record"),
        (any(one.signature.state in VOUCHED for one in kept), "badge.signed"),
        (any(one.waiting for one in records), "badge.waiting"),
        (kept, "badge.unconfirmed"),
        (records or evidence, "badge.taken_back"),
    )
    return next((code for holds, code in told if holds), "badge.nothing")
