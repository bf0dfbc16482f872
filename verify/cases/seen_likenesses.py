"""From stored comparisons to what one reader may know: whose record it is, when it was written, what is declared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from provenance.comparison.types import Comparison
from provenance.likeness import Relation, SeenLikeness, Standing
from verify.cases.declared import declared
from verify.cases.likeness_models import FoundLikeness, IndexedWork, IndexState
from verify.cases.likeness_rows import comparison_of
from verify.cases.models import Verification
from verify.cases.on_record import recorder_name
from verify.cases.pairs import Pair
from verify.cases.uploader import Uploader
from verify.ledger.models import OpenContent, Record
from verify.ledger.selectors import is_of, records_by_number
from verify.ledger.values import PUBLIC, OnRecord, Viewer
from verify.prepared import PreparedAny
from verify.registry.recorders import listed_recorders

OF_CHECK: Final = PreparedAny(lambda check: FoundLikeness.objects.filter(verification_id=check))


def pairs_of(verification: Verification, viewer: Uploader | None, sha256: str | None) -> tuple[Pair, ...]:
    """Those of the stored likenesses that this reader may see, the earliest record first; `sha256` is the file's."""
    if not OF_CHECK.about(verification.pk):
        return ()
    return pairs_in(list(FoundLikeness.objects.filter(verification_id=verification.pk).order_by("pk")), viewer, sha256)


def pairs_in(rows: Sequence[FoundLikeness], viewer: Uploader | None, sha256: str | None) -> tuple[Pair, ...]:
    """The same of likenesses at hand."""
    if not rows:
        return ()
    reading = _Reading.of(viewer, rows, sha256)
    pairs = [pair for row in rows if (pair := reading.pair(row)) is not None]
    return declared(sorted(pairs, key=_when), sha256, reading.counting)


def ledger_viewer(viewer: Uploader | None) -> Viewer:
    """The reader as the ledger knows people."""
    if viewer is None:
        return PUBLIC
    return Viewer(viewer.organisation.pk if viewer.organisation else None, viewer.user.pk if viewer.user else None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Everything that is read once for all likenesses of a check."""

    viewer: Viewer
    listed: frozenset[int]
    told: Mapping[str, OnRecord]
    records: Mapping[str, Record]
    works: Mapping[str, IndexedWork]
    exact: frozenset[str]

    @classmethod
    def of(cls, viewer: Uploader | None, rows: Sequence[FoundLikeness], sha256: str | None) -> _Reading:
        reader, numbers = ledger_viewer(viewer), {row.record_id for row in rows}
        works = IndexedWork.objects.filter(subject__in=[row.subject for row in rows], state=IndexState.INDEXED)
        return cls(
            viewer=reader,
            listed=listed_recorders(viewer.organisation if viewer else None),
            told=records_by_number(numbers, viewer=reader),
            records={one.pk: one for one in Record.objects.filter(pk__in=numbers)},
            works={work.subject: work for work in works},
            exact=_exact(sha256, numbers),
        )

    def pair(self, row: FoundLikeness) -> Pair | None:
        told, comparison = self.told.get(row.record_id), comparison_of(row)
        if told is None or comparison is None:
            return None
        record = self.records[row.record_id]
        work = self.works.get(row.subject)
        return Pair(row, record, self._seen(row, told, comparison, work), work, is_of(record, self.viewer))

    def _seen(
        self, row: FoundLikeness, told: OnRecord, comparison: Comparison, work: IndexedWork | None
    ) -> SeenLikeness:
        return SeenLikeness(
            record=told.record_id,
            recorder=recorder_name(told.organisation_id),
            account=told.recorder or told.record_id,
            standing=self.standing(told.organisation_id),
            comparison=comparison,
            exact=told.record_id in self.exact,
            relation=Relation(row.relation),
            captured=work is not None and work.captured,
            not_before=told.not_before and told.not_before.at,
            by=told.by and told.by.at,
            development=any(end is not None and end.development for end in (told.not_before, told.by)),
            waiting=told.index is None,
            retracted="retracted" in told.states,
        )

    @property
    def counting(self) -> frozenset[int]:
        """The organisations whose word counts for this reader."""
        own = self.viewer.organisation
        return self.listed if own is None else self.listed | {own}

    def standing(self, organisation: int | None) -> Standing:
        if organisation is None:
            return Standing.OTHER
        if organisation == self.viewer.organisation:
            return Standing.OWN
        return Standing.LISTED if organisation in self.listed else Standing.OTHER


def _exact(sha256: str | None, numbers: Collection[str]) -> frozenset[str]:
    rows = OpenContent.objects.filter(sha256=sha256 or "", record_id__in=numbers)
    return frozenset(rows.values_list("record_id", flat=True))


def _when(pair: Pair) -> tuple[bool, int, datetime]:
    """By their place on the log, which is the order in which they were written; those on their way come last."""
    index = pair.record.index
    return index is None, index or 0, pair.record.created
