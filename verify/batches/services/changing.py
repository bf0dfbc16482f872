"""What its owners may do with a batch: end it early, try again what failed, forget it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from verify import wiring
from verify.batches.errors import NotNow
from verify.batches.limits import WORK_TIME
from verify.batches.models import UNFINISHED, Batch, BatchState, Item, ItemState, Sent
from verify.batches.services.bounds import alone, require_free_turn
from verify.batches.services.ending import batch_close, sources_erase
from verify.batches.services.feeding import feed_soon
from verify.batches.services.working import check_forget
from verify.cases.models import Verification
from verify.tallies.services import tally

SLICE = 500


def batch_cancel(batch: Batch) -> None:
    """Stop a batch: answers that are there stay, the rest is not checked. Raises NotNow for one that has ended."""
    at_work = _cancel(batch)
    for item in at_work:
        check_forget(item)
    sources_erase(batch.pk)
    tally("batches", BatchState.CANCELLED)


@transaction.atomic
def _cancel(batch: Batch) -> list[Item]:
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if not found.is_running:
        raise NotNow("This batch has ended already.")
    at_work = list(found.items.filter(state=ItemState.WORKING))
    found.items.filter(state__in=UNFINISHED).update(state=ItemState.CANCELLED, attempt=F("attempt") + 1)
    batch_close(found, BatchState.CANCELLED, wiring.now())
    return at_work


def batch_retry(batch: Batch) -> int:
    """Let what failed be tried again; returns how many. Raises NotNow where nothing failed or nothing is left to try,
    and TooManyBatches where one that has ended would go on beside too many others.

    What was refused stays refused: the same file would be refused again.
    """
    again = _retry(batch)
    feed_soon()
    return again


@transaction.atomic
def _retry(batch: Batch) -> int:
    found = Batch.objects.select_for_update().get(pk=batch.pk)
    if found.state == BatchState.CANCELLED:
        raise NotNow("This batch was cancelled. Send what is left as a new one.")
    failed = found.items.filter(state=ItemState.FAILED)
    if not failed.exists():
        raise NotNow("Nothing in this batch failed. What was refused would be refused again.")
    if not _has_sources(found):
        raise NotNow("What was sent is no longer here. Send what failed as a new batch.")
    if not found.is_running:
        alone(found)
        require_free_turn(found)
    first = ItemState.WAITING if found.sent == Sent.ARCHIVE else ItemState.READY
    again: int = failed.update(state=first, code="", params={}, verification=None, drawn=None)
    at = wiring.now()
    found.state, found.finished, found.expires_at = BatchState.RUNNING, None, at + WORK_TIME
    found.save(update_fields=["state", "finished", "expires_at"])
    return again


def _has_sources(batch: Batch) -> bool:
    failed = batch.items.filter(state=ItemState.FAILED)
    return bool(batch.archive) or batch.sealed.exists() or failed.exclude(held="").exists()


def batch_forget(batch: Batch) -> None:
    """Delete a batch with everything found out about it, at once and for good, but for what a dossier keeps."""
    sources_erase(batch.pk)
    while True:
        found = list(Verification.objects.filter(batch_item__batch=batch, kept=False)[:SLICE])
        for one in found:
            if one.held:
                wiring.quarantine().remove(one.held)
        if not found:
            break
        Verification.objects.filter(pk__in=[one.pk for one in found]).delete()
    Batch.objects.filter(pk=batch.pk).delete()
