"""A recorded work beside a checked file, for one reader."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.likeness import SeenLikeness
from verify.cases.likeness_models import FoundLikeness, IndexedWork
from verify.ledger.models import Record


@dataclass(frozen=True, slots=True)
class Pair:
    """One recorded work beside the checked file; `mine` says that the record is of the reader's own team."""

    row: FoundLikeness
    record: Record
    seen: SeenLikeness
    work: IndexedWork | None
    mine: bool
