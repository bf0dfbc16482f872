"""Whose turn it is: the next item of the team that has waited longest, and never more at work than the bound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Case, Exists, F, Max, OuterRef, When, Window

from verify.batches.limits import DIGESTS_AT_ONCE
from verify.batches.models import Batch, BatchState, Item, ItemKind, ItemState, Turn


@dataclass(frozen=True, slots=True)
class Drawn:
    """Items of one batch that are somebody's work now: one file or link, or some digests."""

    batch: Batch
    items: tuple[Item, ...]


@transaction.atomic
def draw(at: datetime) -> Drawn | None:
    """Take the next work; None where nothing is ready, or as much is at work as may be.

    The bound leaves threads of the workers to single checks, whatever the batches hold.
    """
    Turn.objects.get_or_create(pk=1)
    Turn.objects.select_for_update().get(pk=1)
    if at_work() >= settings.BATCH_IN_FLIGHT:
        return None
    batch = _next_batch()
    if batch is None:
        return None
    items = _next_items(batch)
    Item.objects.filter(pk__in=[one.pk for one in items]).update(
        state=ItemState.WORKING, drawn=at, attempt=F("attempt") + 1
    )
    Batch.objects.filter(pk=batch.pk).update(fed=at)
    for one in items:
        one.attempt += 1
    return Drawn(batch, tuple(items))


def at_work() -> int:
    """How many checks of batches are under way."""
    return Item.objects.filter(state=ItemState.WORKING).exclude(kind=ItemKind.DIGEST).count()


def _next_batch() -> Batch | None:
    """A batch of the team whose last turn is longest ago, and of its batches the one that has waited longest."""
    person = Case(When(organisation=None, then=F("owner")))
    team = Window(Max("fed"), partition_by=[F("organisation"), person])
    ready = Item.objects.filter(batch=OuterRef("pk"), state=ItemState.READY)
    waiting = Batch.objects.filter(Exists(ready), state=BatchState.RUNNING).annotate(team_fed=team)
    oldest_first = (F("team_fed").asc(nulls_first=True), F("fed").asc(nulls_first=True), "created", "pk")
    return waiting.select_related("owner", "organisation").order_by(*oldest_first).first()


def _next_items(batch: Batch) -> list[Item]:
    ready = batch.items.filter(state=ItemState.READY).order_by("position")
    items = list(ready[:DIGESTS_AT_ONCE])
    if items[0].kind != ItemKind.DIGEST:
        return items[:1]
    return [one for one in items if one.kind == ItemKind.DIGEST]
