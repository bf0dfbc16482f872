"""From the outbox to the log: open records at once, sealed ones in shuffled and padded batches at fixed moments.

Each step may be repeated: the log knows a leaf by its hash, a sealed batch is planned durably before it is entered,
and an entry leaves the outbox in the transaction that gives its record its place.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from chronology import leaf_hash
from chronology.records import padding_leaf
from chronology.types import Clock, Randomness
from verify.ledger.models import Form, OutboxEntry, SealedBatch
from verify.ledger.signer.beacons import Beacons
from verify.ledger.signer.receipts import beacon_keep, receipts_write

if TYPE_CHECKING:
    from chronology.log import Log

# More wait for the next round: the store of the site is locked while receipts are written, and people wait for it.
MOST_ENTRIES = 1000


class Shuffled(random.Random):
    """Shuffles by the installation's own randomness: an order that could be computed again would undo the seal."""

    def __init__(self, randomness: Randomness) -> None:
        self.randomness = randomness
        super().__init__()

    def random(self) -> float:
        """53 unpredictable bits."""
        return (int.from_bytes(self.randomness(7), "big") >> 3) * 2.0**-53

    def getrandbits(self, count: int, /) -> int:
        """That many unpredictable bits."""
        return int.from_bytes(self.randomness((count + 7) // 8), "big") >> (-count % 8)


@dataclass(slots=True)
class Sequencer:
    """Owned by the thread that writes to the log; `between` is called between any two steps, for tests that stop it."""

    log: Log
    beacons: Beacons
    clock: Clock
    randomness: Randomness
    sealed_seconds: float
    sealed_batch: int
    between: Callable[[str], None] = field(default=lambda _step: None)

    def enter_open(self) -> int:
        """Enter what waits openly, oldest first; returns how many."""
        entries = list(OutboxEntry.objects.filter(form=Form.OPEN, parked=False).order_by("id")[:MOST_ENTRIES])
        return self._enter(entries) if entries else 0

    def enter_sealed(self) -> int:
        """Finish a planned sealed batch, or plan and enter the next one when its moment has come; returns how many."""
        entered = self._enter_planned()
        if self._moment_has_come():
            self._plan()
            entered += self._enter_planned()
        return entered

    def _enter_planned(self) -> int:
        planned = list(OutboxEntry.objects.filter(batch__isnull=False, parked=False).order_by("batch", "place"))
        return self._enter(planned) if planned else 0

    def _moment_has_come(self) -> bool:
        last = SealedBatch.objects.filter(pk=1).first()
        return last is None or self.clock() >= last.at + timedelta(seconds=self.sealed_seconds)

    def _plan(self) -> None:
        """Fix order and padding in one transaction: a crash afterwards repeats exactly this batch."""
        with transaction.atomic():
            entries = self._drawn()
            entries += self._padding(self.sealed_batch - len(entries))
            Shuffled(self.randomness).shuffle(entries)
            batch = uuid.uuid4()
            for place, entry in enumerate(entries):
                entry.batch, entry.place = batch, place
            OutboxEntry.objects.bulk_update(entries, ("batch", "place"), batch_size=500)
            SealedBatch.objects.update_or_create(pk=1, defaults={"at": self._this_moment()})
        self.between("planned")

    def _drawn(self) -> list[OutboxEntry]:
        """Who enters now, drawn among all that wait; no owner takes more than half, and the rest waits.

        A batch that grew with what waits, or that one owner could fill, would tell that owner whether others sealed.
        """
        waiting = OutboxEntry.objects.filter(form=Form.SEALED, batch=None, parked=False)
        rows = list(waiting.values_list("pk", "record__organisation_id", "record__user_id"))
        Shuffled(self.randomness).shuffle(rows)
        taken: Counter[tuple[int | None, int | None]] = Counter()
        drawn: list[int] = []
        for pk, organisation, user in rows:
            owner = (organisation, None if organisation is not None else user)
            if len(drawn) < self.sealed_batch and taken[owner] < max(1, self.sealed_batch // 2):
                taken[owner] += 1
                drawn.append(pk)
        return list(OutboxEntry.objects.filter(pk__in=drawn))

    def _this_moment(self) -> datetime:
        """Moments lie on a fixed grid, whatever delayed this batch."""
        step, now = self.sealed_seconds, self.clock()
        return now - timedelta(seconds=now.timestamp() % step)

    def _padding(self, count: int) -> list[OutboxEntry]:
        leaves = [padding_leaf(self.randomness) for _ in range(count)]
        rows = [OutboxEntry(key=leaf_hash(leaf).hex(), leaf=leaf, form=Form.SEALED) for leaf in leaves]
        return OutboxEntry.objects.bulk_create(rows)

    def _enter(self, entries: Sequence[OutboxEntry]) -> int:
        beacon = self.beacons.due()
        leaves = [*([beacon] if beacon else []), *(bytes(entry.leaf) for entry in entries)]
        self.between("read")
        receipts = self.log.append_many(leaves)
        self.between("appended")
        if beacon:
            beacon_keep(beacon, receipts[0], log_id=self.log.log_id)
            self.beacons.written(beacon)
        at = self.clock()
        return receipts_write(zip(entries, receipts[-len(entries) :], strict=True), log_id=self.log.log_id, at=at)
