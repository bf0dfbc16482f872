"""What is new since the last round, gathered by reading alone: nobody waits for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db.models import Max

from verify.feed.models import FeedEntry, FeedState
from verify.feed.sources.endings import endings
from verify.feed.sources.facts import KINDS, facts
from verify.feed.sources.records import MOST, changes_of, new_records
from verify.feed.sources.standing import anchors_from, log_now
from verify.feed.values import GONE, Change
from verify.ledger.errors import LogUnavailable
from verify.ledger.models import Record

log = structlog.get_logger("feed")

FACTS_EVERY = timedelta(seconds=30)
"""How often lists, names and ends are looked through; records and anchors are looked for every time."""
MEND_EVERY = timedelta(hours=1)
"""How often records are looked for from the beginning of the log, should one have slipped through."""
LOG_EVERY = timedelta(seconds=60)
"""The log also grows where nothing open is recorded; that much is told so often."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Changes in their order, and where the next round looks on; `more` says that there are records still."""

    changes: tuple[Change, ...]
    records: tuple[Record, ...] = ()
    floor: int = 0
    facts: bool = False
    mended: bool = False
    more: bool = False
    beacon: int = field(default=-1)


def gathered(state: FeedState, at: datetime) -> Gathered:
    """Everything that is new; what the log cannot tell now waits for the next round."""
    mend, due = _due(state.mended, at, MEND_EVERY), _due(state.facts, at, FACTS_EVERY)
    records = new_records(state, all_of_them=mend)
    changes = list(_differing(facts(), KINDS)) if due else []
    changes += changes_of(records, state.beacon)
    floor = state.anchors
    try:
        anchors = anchors_from(floor)
        floor = anchors.floor
        changes += _differing(anchors.changes)
        changes += _standing(state, at, bool(records))
    except LogUnavailable:
        log.warning("the log cannot be read: the feed goes on without it")
    changes += endings() if due else []
    beacons = [int(one.subject) for one in changes if one.kind == "beacon"]
    beacon = max(beacons, default=state.beacon)
    return Gathered(tuple(changes), tuple(records), floor, due, mend, len(records) == MOST, beacon)


def _standing(state: FeedState, at: datetime, is_new: bool) -> Iterator[Change]:
    if not is_new and not _due(state.log, at, LOG_EVERY):
        return
    found = log_now()
    if found is not None:
        yield from _differing((found,))


def _due(last: datetime | None, at: datetime, every: timedelta) -> bool:
    return last is None or at - last >= every


def _differing(changes: Iterable[Change], whole: frozenset[str] = frozenset()) -> Iterator[Change]:
    """Those whose newest published word is another one; of kinds that are told `whole`, also what is gone."""
    told = [Change(one.kind, one.subject, json.loads(json.dumps(one.body))) for one in changes]
    newest = _newest({one.kind for one in told} | whole)
    yield from (one for one in told if newest.get((one.kind, one.subject)) != one.body)
    named = {(one.kind, one.subject) for one in told}
    for (kind, subject), body in newest.items():
        if kind in whole and (kind, subject) not in named and body != GONE:
            yield Change(kind, subject, GONE)


def _newest(kinds: Iterable[str]) -> dict[tuple[str, str], object]:
    rows = FeedEntry.objects.filter(kind__in=list(kinds)).order_by().values("kind", "subject")
    numbers = list(rows.annotate(newest=Max("seq")).values_list("newest", flat=True))
    found: dict[tuple[str, str], object] = {}
    for start in range(0, len(numbers), 500):
        for one in FeedEntry.objects.filter(pk__in=numbers[start : start + 500]):
            found[one.kind, one.subject] = one.body
    return found
