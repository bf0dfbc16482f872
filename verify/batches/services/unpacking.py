"""The next files of an archive into quarantine, a few at a time, so that ten thousand never lie there at once."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime

import structlog
from django.db.models import Q

from verify import wiring
from verify.batches.archives import entries_of, unpacked
from verify.batches.errors import BadArchive
from verify.batches.limits import FEW_READY, UNPACK_BYTES, UNPACK_ITEMS, UNPACKING_FOR
from verify.batches.models import Batch, BatchState, Item, ItemState, Sent
from verify.batches.services.ending import end_if_through
from verify.cases.arrival import Arrival
from verify.cases.arriving import admit_or_refuse
from verify.cases.errors import NoRoom, Refused
from verify.cases.quarantine import Part

log = structlog.get_logger("batches")


def unpack_next(at: datetime) -> bool:
    """Unpack for the batch that needs it most; False where none does, or somebody else is at it."""
    free = Q(unpacking_until=None) | Q(unpacking_until__lt=at)
    for batch in Batch.objects.filter(free, state=BatchState.RUNNING, sent=Sent.ARCHIVE).order_by("fed"):
        if _is_needy(batch) and Batch.objects.filter(free, pk=batch.pk).update(unpacking_until=at + UNPACKING_FOR):
            try:
                return _unpack(batch)
            finally:
                Batch.objects.filter(pk=batch.pk).update(unpacking_until=None)
    return False


def _is_needy(batch: Batch) -> bool:
    ready = batch.items.filter(state=ItemState.READY)[:FEW_READY].count()
    return ready < FEW_READY and batch.items.filter(state=ItemState.WAITING).exists()


def _unpack(batch: Batch) -> bool:
    """True where some item is ready or has ended now."""
    quarantine = wiring.quarantine()
    archive = quarantine.open(batch.archive, Part.ARCHIVE) if batch.archive else None
    if archive is None:
        return _gone(batch, "batch.gone")
    with archive, ExitStack() as stack:
        try:
            items = _some(batch, {one.position: one.size for one in entries_of(archive)})
            arrivals = [quarantine.arrive() for _ in items]
            for one in arrivals:
                stack.callback(one.forget)
            codes = unpacked(archive, [(item.position, one.file) for item, one in zip(items, arrivals, strict=True)])
        except BadArchive:
            # It was read when it came: this machine is short of something, and the sweep tries again.
            log.warning("an archive could not be read now")
            return False
        except NoRoom:
            return False
        kept = [_keep(item, one, code) for item, one, code in zip(items, arrivals, codes, strict=True)]
    end_if_through(batch.pk)
    return any(kept)


def _some(batch: Batch, sizes: dict[int, int]) -> list[Item]:
    """The next that wait, up to the bounds and at least one."""
    chosen: list[Item] = []
    room = UNPACK_BYTES
    for item in batch.items.filter(state=ItemState.WAITING).order_by("position")[:UNPACK_ITEMS]:
        room -= sizes.get(item.position, 0)
        if chosen and room < 0:
            break
        chosen.append(item)
    return chosen


def _keep(item: Item, arrival: Arrival, code: str) -> bool:
    """Let one unpacked file wait for its turn, or say why it never will; False where there is no room now."""
    if code == "failed.no_room":
        return False
    if code:
        return _refuse(item, code, {})
    try:
        admit_or_refuse(arrival.file)
    except Refused as refused:
        return _refuse(item, refused.code, dict(refused.refusal.params))
    quarantine = wiring.quarantine()
    name = quarantine.new_name()
    quarantine.keep(arrival, name, Part.MEDIA)
    waiting = Item.objects.filter(pk=item.pk, state=ItemState.WAITING)
    if not waiting.update(state=ItemState.READY, held=name):
        quarantine.remove(name)
    return True


def _refuse(item: Item, code: str, params: dict[str, object]) -> bool:
    waiting = Item.objects.filter(pk=item.pk, state=ItemState.WAITING)
    return bool(waiting.update(state=ItemState.REFUSED, code=code, params=params))


def _gone(batch: Batch, code: str) -> bool:
    ended = batch.items.filter(state=ItemState.WAITING).update(state=ItemState.FAILED, code=code)
    end_if_through(batch.pk)
    return bool(ended)
