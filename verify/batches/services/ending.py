"""The end of a batch: said once, told to who subscribed, and what was sent is erased."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from verify import wiring
from verify.batches.models import UNFINISHED, Batch, BatchState, Item, ItemState, SealedLinks
from verify.batches.selectors import progress_of
from verify.batches.services.links import links_erase
from verify.ledger.values import Viewer
from verify.tallies.services import tally
from verify.webhooks.events import Event
from verify.webhooks.services import announce


def end_if_through(batch_id: str) -> bool:
    """End a batch of which nothing waits or is at work; however many see it, one ends it. False where it goes on."""
    at = wiring.now()
    if not _end(batch_id, at):
        return False
    tally("batches", BatchState.DONE)
    if not Item.objects.filter(batch_id=batch_id, state=ItemState.FAILED).exists():
        sources_erase(batch_id)
    return True


@transaction.atomic
def _end(batch_id: str, at: datetime) -> bool:
    # Held until the end is stored, so that files which are added now come before it or after it.
    batch = Batch.objects.select_for_update().filter(pk=batch_id, state=BatchState.RUNNING).first()
    if batch is None or (batch.filling_until is not None and batch.filling_until > at):
        return False
    if batch.items.filter(state__in=UNFINISHED).exists():
        return False
    batch_close(batch, BatchState.DONE, at)
    return True


def batch_close(batch: Batch, state: BatchState, at: datetime) -> None:
    """Write the end down and announce it, in the transaction of whoever calls."""
    batch.state, batch.finished, batch.filling_until = state, at, None
    batch.expires_at = at + timedelta(hours=settings.REPORT_HOURS)
    batch.save(update_fields=["state", "finished", "filling_until", "expires_at"])
    counts = progress_of(batch).states
    told = {one: counts[one] for one in ("done", "refused", "failed", "cancelled")}
    owner = Viewer(batch.organisation_id, batch.owner_id)
    once = f"batch {batch.pk} ended {at.isoformat()}"
    codes = {"state": state.value, "total": batch.total, **told}
    announce(Event.BATCH_DONE, owner, {"batch": batch.pk}, codes, once=once)


def sources_erase(batch_id: str) -> None:
    """Erase what was sent: the archive, files that wait, links. Repeating it is harmless."""
    quarantine = wiring.quarantine()
    held = Item.objects.filter(batch_id=batch_id).exclude(held="")
    for name in held.values_list("held", flat=True):
        quarantine.remove(name)
    held.update(held="")
    batch = Batch.objects.filter(pk=batch_id).exclude(archive="").first()
    if batch is not None:
        quarantine.remove(batch.archive)
        Batch.objects.filter(pk=batch_id).update(archive="")
    links_erase(batch_id, at=wiring.now())


def kept_sources() -> Q:
    """Batches that still hold something of what was sent."""
    links = SealedLinks.objects.filter(batch=OuterRef("pk"))
    files = Item.objects.filter(batch=OuterRef("pk")).exclude(held="")
    return ~Q(archive="") | Exists(links) | Exists(files)
