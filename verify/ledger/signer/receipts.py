"""The way back: what has a place on the log leaves the outbox, in one transaction with the record's receipt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import structlog
from django.db import IntegrityError, connection, transaction

from chronology.records import Beacon, BlockPoint, decode
from chronology.types import LogId, Receipt
from verify.ledger.models import BeaconEntry, OutboxEntry

log = structlog.get_logger("signer")

# One prepared statement for all rows: the ORM's bulk update builds a branch a row, which is 20 times slower.
PLACE = (
    "UPDATE ledger_record SET state = 'recorded', log = %s, \"index\" = %s, recorded = %s "
    "WHERE id = %s AND state = 'waiting'"
)


def receipts_write(receipts: Iterable[tuple[OutboxEntry, Receipt]], *, log_id: LogId, at: datetime) -> int:
    """Give each record its place; repeating it after a crash changes nothing. Returns how many entries were dealt with.

    One that cannot have its place is parked, so that it holds up no other.
    """
    pairs = list(receipts)
    try:
        _write(pairs, log_id, at)
    except IntegrityError:
        for entry, receipt in pairs:
            _write_or_park(entry, receipt, log_id, at)
    return len(pairs)


def _write_or_park(entry: OutboxEntry, receipt: Receipt, log_id: LogId, at: datetime) -> None:
    try:
        _write([(entry, receipt)], log_id, at)
    except IntegrityError:
        log.error("an outbox row cannot have its place and was parked", row=entry.pk, place=receipt.index)  # noqa: TRY400 - the error names rows
        OutboxEntry.objects.filter(pk=entry.pk).update(parked=True)


def _write(pairs: Sequence[tuple[OutboxEntry, Receipt]], log_id: LogId, at: datetime) -> None:
    moment, named = connection.ops.adapt_datetimefield_value(at), log_id.hex()
    places = [(named, receipt.index, moment, entry.record_id) for entry, receipt in pairs if entry.record_id]
    with transaction.atomic():
        if places:
            with connection.cursor() as cursor:
                cursor.executemany(PLACE, places)
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry, _ in pairs]).delete()


def beacon_keep(leaf: bytes, receipt: Receipt, *, log_id: LogId) -> None:
    """Remember where a beacon stands, so that "not before" needs no search; the log itself says the same."""
    found = decode(leaf)
    if not isinstance(found, Beacon):
        return
    point = found.point
    values: dict[str, object] = {"at": datetime.fromtimestamp(point.time, UTC)}
    if isinstance(point, BlockPoint):
        values |= {"chain_id": point.chain_id, "block_number": point.number, "block_hash": point.block_hash.hex()}
    BeaconEntry.objects.get_or_create(log=log_id.hex(), index=receipt.index, defaults=values)
