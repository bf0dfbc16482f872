"""Which published credentials may be handed out: those of open records that stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from provenance.report_json import report_from_json
from provenance.types import Report
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import RecordState
from verify.ledger.selectors import record_get
from verify.ledger.selectors.records import is_retracted
from verify.ledger.values import PUBLIC
from verify.recovery.models import PublishedManifest

# Of many records of one file the oldest are asked; more say nothing new and cost a query each.
MOST_OF_ONE_MANIFEST = 10


@dataclass(frozen=True, slots=True)
class Published:
    """What the owner of a record published; `report` is of the recorded file, as checked at `published`."""

    record: str
    manifest_id: str
    published: datetime
    report: Report
    store: bytes = field(repr=False)


def published_of(record_id: str) -> Published | None:
    """The published credentials of one record; None where there are none to hand out, whatever the reason."""
    row = PublishedManifest.objects.filter(record_id=record_id).first()
    return _published(row) if row is not None and _stands(row.record_id) else None


def published_among(record_ids: Iterable[str]) -> dict[str, Published]:
    """The published credentials of these records, by record."""
    rows = PublishedManifest.objects.filter(record_id__in=list(record_ids))
    return {row.record_id: _published(row) for row in rows if _stands(row.record_id)}


def published_as(manifest_id: str) -> Published | None:
    """The published credentials of this name, the oldest that stand; None where there are none to hand out."""
    rows = PublishedManifest.objects.filter(manifest_id=manifest_id).order_by("published", "pk")
    standing = (row for row in rows[:MOST_OF_ONE_MANIFEST] if _stands(row.record_id))
    row = next(standing, None)
    return None if row is None else _published(row)


def _stands(record_id: str) -> bool:
    """Whether everybody may see the record, and its owner has not taken it back."""
    try:
        record = record_get(record_id, viewer=PUBLIC)
    except NoSuchRecord:
        return False
    return record.state == RecordState.RECORDED and not is_retracted(record)


def _published(row: PublishedManifest) -> Published:
    return Published(row.record_id, row.manifest_id, row.published, report_from_json(row.report), bytes(row.store))
