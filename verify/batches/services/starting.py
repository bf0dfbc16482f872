"""A batch begins: from an archive, a list, or files of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.db.models import Max

from provenance.types import Params
from verify import wiring
from verify.accounts.models import User
from verify.batches.archives import Entry, entries_of
from verify.batches.errors import BadList, NotNow
from verify.batches.limits import FILLING_TIME, MOST_ITEMS, WORK_TIME
from verify.batches.lists import TOO_MANY, Wanted
from verify.batches.models import Batch, BatchState, Item, ItemKind, ItemState, Sent
from verify.batches.services.bounds import alone, require_free_turn, require_room
from verify.batches.services.feeding import feed_soon
from verify.batches.services.links import links_seal
from verify.cases.arrival import Arrival
from verify.cases.arriving import arriving_media, too_large
from verify.cases.errors import NoRoom, Refused
from verify.cases.quarantine import Part
from verify.cases.uploader import Sender
from verify.cases.uploads import QuarantinedUpload

ROWS = 500


@dataclass(frozen=True, slots=True)
class Call:
    """A call with an Idempotency-Key, by keyed digests of who called and of what was sent."""

    call: str
    content: str


def batch_of_archive(upload: QuarantinedUpload, *, sender: Sender, call: Call | None = None) -> Batch:
    """Take a zip in; raises BadArchive, TooManyBatches, Refused or NoRoom, and then nothing of it is kept."""
    require_free_turn(sender)
    if upload.no_room:
        raise NoRoom
    if upload.overflow:
        raise too_large()
    entries = entries_of(upload.arrival.file)
    at = wiring.now()
    name = _kept(upload.arrival, Part.ARCHIVE)
    try:
        return _made(Sent.ARCHIVE, sender, call, [_of_entry(one) for one in entries], at, archive=name)
    except BaseException:
        wiring.quarantine().remove(name)
        raise


def batch_of_list(wanted: list[Wanted], *, sender: Sender, call: Call | None = None) -> Batch:
    """Take a list of links and digests in; raises TooManyBatches."""
    require_free_turn(sender)
    return _made(Sent.LIST, sender, call, [_of_wanted(one) for one in wanted], wiring.now(), links=wanted)


def batch_of_files(uploads: Iterable[BinaryIO], *, sender: Sender, more: bool = False) -> Batch:
    """Take files of a form in; one that is refused is an item that says so. `more` follow soon; raises NoRoom."""
    require_free_turn(sender)
    at = wiring.now()
    items = _held(uploads)
    try:
        return _made(Sent.FILES, sender, None, items, at, filling_until=at + FILLING_TIME if more else None)
    except BaseException:
        _drop(items)
        raise


def files_add(batch: Batch, uploads: Iterable[BinaryIO], *, more: bool = False) -> int:
    """Add files to a batch of files, also to one that has ended; returns their number.

    Raises NotNow, NoRoom, and TooManyBatches where one that has ended would go on beside too many others.
    """
    at = wiring.now()
    items = _held(uploads)
    try:
        _add(batch, items, at, at + FILLING_TIME if more else None)
    except BaseException:
        _drop(items)
        raise
    feed_soon()
    return len(items)


@transaction.atomic
def _add(batch: Batch, items: list[Item], at: datetime, filling_until: datetime | None) -> None:
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.sent != Sent.FILES or found.state == BatchState.CANCELLED:
        raise NotNow("No files can be added to this batch. Start another one.")
    if found.total + len(items) > MOST_ITEMS:
        raise BadList(TOO_MANY)
    if not found.is_running:
        alone(found)
        require_free_turn(found)
    first = found.items.aggregate(last=Max("position"))["last"] or 0
    for place, item in enumerate(items, first + 1):
        item.batch, item.position = found, place
    Item.objects.bulk_create(items, batch_size=ROWS)
    found.total += len(items)
    found.state, found.finished, found.filling_until = BatchState.RUNNING, None, filling_until
    found.expires_at = max(found.expires_at, at + WORK_TIME)
    found.save(update_fields=["total", "state", "finished", "filling_until", "expires_at"])


def _made(  # noqa: PLR0913 - one row and what hangs on it
    sent: Sent,
    sender: Sender,
    call: Call | None,
    items: list[Item],
    at: datetime,
    *,
    links: Iterable[Wanted] = (),
    archive: str = "",
    filling_until: datetime | None = None,
) -> Batch:
    batch = Batch(
        sent=sent, owner=_person(sender), organisation=sender.organisation, uploader_key=sender.key,
        total=len(items), created=at, expires_at=at + WORK_TIME, archive=archive, filling_until=filling_until,
        call=call.call if call else None, content=call.content if call else "",
    )  # fmt: skip
    with transaction.atomic():
        alone(sender)
        batch.save(force_insert=True)
        require_free_turn(sender, with_mine=True)
        for item in items:
            item.batch = batch
        Item.objects.bulk_create(items, batch_size=ROWS)
        links_seal(batch, links, at=at)
    feed_soon()
    return batch


def _person(sender: Sender) -> User:
    assert sender.user is not None  # noqa: S101 - whoever calls saw to it
    return sender.user


def _of_entry(entry: Entry) -> Item:
    if entry.code:
        return _refused(entry.position, ItemKind.FILE, entry.code, too_large().refusal.params)
    return Item(position=entry.position, kind=ItemKind.FILE, state=ItemState.WAITING)


def _of_wanted(one: Wanted) -> Item:
    if one.code:
        return _refused(one.position, ItemKind.LINK, one.code, {})
    return Item(position=one.position, kind=ItemKind.LINK if one.url else ItemKind.DIGEST)


def _refused(position: int, kind: ItemKind, code: str, params: Params) -> Item:
    known = dict(params) if code.startswith("refused.") else {}
    return Item(position=position, kind=kind, state=ItemState.REFUSED, code=code, params=known)


def _held(uploads: Iterable[BinaryIO]) -> list[Item]:
    """An item for each upload; what was kept before one that finds no room is dropped again."""
    items: list[Item] = []
    try:
        for position, upload in enumerate(uploads, 1):
            items.append(_of_upload(position, upload))
    except BaseException:
        _drop(items)
        raise
    if not items:
        raise BadList("No files came with this. Choose at least one.")
    return items


def _of_upload(position: int, upload: BinaryIO) -> Item:
    try:
        with arriving_media(upload, getattr(upload, "size", None), None) as arriving:
            held = _kept(arriving.parts[Part.MEDIA], Part.SENT)
    except Refused as refused:
        return _refused(position, ItemKind.FILE, refused.code, refused.refusal.params)
    return Item(position=position, kind=ItemKind.FILE, held=held)


def _kept(arrival: Arrival, part: Part) -> str:
    """Where it lies until its turn; the sweep takes it after a day, whatever became of the batch."""
    quarantine = wiring.quarantine()
    require_room(quarantine.folder)
    name = quarantine.new_name()
    quarantine.keep(arrival, name, part)
    return name


def _drop(items: Iterable[Item]) -> None:
    for item in items:
        if item.held:
            wiring.quarantine().remove(item.held)
