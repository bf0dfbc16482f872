"""Figures of what is owed to others: webhooks and batches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Min
from prometheus_client.core import Metric

from verify.batches.models import UNSTARTED, Batch, BatchState, Item
from verify.feed.models import FeedState
from verify.seeing.figures.families import age, gauge
from verify.webhooks.selectors import backlog


def webhooks(at: datetime) -> Iterator[Metric]:
    """Messages to all addresses together."""
    found = backlog()
    yield gauge("webhooks_waiting", "Messages that have not arrived yet.", found.waiting)
    yield gauge("webhooks_oldest_seconds", "Age of the oldest of them.", age(at, found.oldest))
    yield gauge("webhooks_dead", "Messages that were given up and can be sent again.", found.dead)
    yield gauge("webhooks_disabled", "Addresses that are told nothing any more.", found.disabled)


def feed(at: datetime) -> Iterator[Metric]:
    """What platforms mirror; nothing where no feed is published."""
    state = FeedState.objects.filter(pk=1).first()
    if state is None or not settings.FEED_SECONDS:
        return
    yield gauge("feed_entries", "Entries that were published for mirrors.", state.count)
    yield gauge("feed_running", "1 while the feed goes on.", float(not state.trouble))
    if state.looked is not None:
        yield gauge("feed_looked_seconds", "Since the feed last looked for news.", age(at, state.looked))


def batches(at: datetime) -> Iterator[Metric]:
    """Lists of many checks, which go behind single ones."""
    running = Batch.objects.filter(state=BatchState.RUNNING)
    yield gauge("batches_running", "Batches that have not ended.", running.count())
    waiting = Item.objects.filter(batch__in=running, state__in=UNSTARTED).count()
    yield gauge("batch_items_waiting", "Their items that nobody has begun.", waiting)
    oldest = running.aggregate(oldest=Min("created"))["oldest"]
    yield gauge("batches_oldest_seconds", "Age of the oldest of them.", age(at, oldest))
