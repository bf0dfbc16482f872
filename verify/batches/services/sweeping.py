"""What time passes by, and what a process that died left half done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Exists, F, OuterRef

from verify import wiring
from verify.batches.limits import LOST_AFTER, WORK_TIME
from verify.batches.models import UNFINISHED, UNSTARTED, Batch, BatchState, Item, ItemState
from verify.batches.services.changing import batch_forget
from verify.batches.services.ending import end_if_through, kept_sources, sources_erase
from verify.batches.services.feeding import KIND, feed_soon
from verify.batches.services.turns import at_work
from verify.batches.services.working import feed, settle
from verify.cases.models import FINISHED_STATES
from verify.jobs.kinds import Kind

MOST_AT_ONCE: Final = 100


def sweep() -> None:
    """Do all of it once; safe in many processes at the same time, and quick: it runs beside a worker's heartbeat."""
    at = wiring.now()
    if Batch.objects.exists():
        _draw_again(at)
        _settle_late()
        _end(at)
        _erase(at)
        _forget(at)
        _feed()


def _draw_again(at: datetime) -> None:
    """An item that was drawn and has no check lost its process, or its check was discarded: it is ready again."""
    lost = Item.objects.filter(state=ItemState.WORKING, verification=None, drawn__lt=at - LOST_AFTER)
    # The attempt goes up, so that a process that is only slow can write nothing any more.
    lost.update(state=ItemState.READY, attempt=F("attempt") + 1)


def _settle_late() -> None:
    ended = Item.objects.filter(state=ItemState.WORKING, verification__state__in=FINISHED_STATES)
    for item in ended[:MOST_AT_ONCE]:
        settle(item)


def _end(at: datetime) -> None:
    late = Batch.objects.filter(state=BatchState.RUNNING, expires_at__lte=at + timedelta(minutes=1))
    for batch in late:
        batch.items.filter(state__in=UNSTARTED).update(state=ItemState.FAILED, code="batch.too_long")
    unfinished = Item.objects.filter(batch=OuterRef("pk"), state__in=UNFINISHED)
    for batch in Batch.objects.filter(~Exists(unfinished), state=BatchState.RUNNING):
        end_if_through(batch.pk)


def _erase(at: datetime) -> None:
    """What failed can be tried again for as long as an upload may lie here; then what was sent goes."""
    past = at - timedelta(minutes=settings.QUARANTINE_MINUTES)
    ended = Batch.objects.exclude(state=BatchState.RUNNING).filter(kept_sources())
    for batch in ended[:MOST_AT_ONCE]:
        if batch.finished <= past or not batch.items.filter(state=ItemState.FAILED).exists():
            sources_erase(batch.pk)


def _forget(at: datetime) -> None:
    for batch in Batch.objects.filter(expires_at__lte=at).exclude(state=BatchState.RUNNING)[:10]:
        batch_forget(batch)
    for batch in Batch.objects.filter(expires_at__lte=at - WORK_TIME)[:10]:
        batch_forget(batch)


def _feed() -> None:
    waiting = Item.objects.filter(state__in=UNSTARTED, batch__state=BatchState.RUNNING)
    if at_work() < settings.BATCH_IN_FLIGHT and waiting.exists():
        feed_soon()


def run(_subject: str) -> None:
    """The job of a worker."""
    feed()


def give_up(_subject: str) -> None:
    """Nothing is lost: the sweep asks again."""


FEED: Final = Kind(KIND, run=run, give_up=give_up, sweep=sweep)
