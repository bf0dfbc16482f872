"""Whether one more check is taken in: what cannot be worked off is turned away at once, and never lost later."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db.models import Count, Value

from verify.cases.errors import Busy, CallerBusy
from verify.cases.lanes import lanes
from verify.cases.models import UNFINISHED_STATES, Verification
from verify.prepared import Prepared
from verify.tallies.services import tally

CROWDED: Final = 0.5
"""From this share of the queue on, the rest of it is for callers who have sent little."""

# Counted by a group of all, because `count()` asks at once and leaves no query to prepare.
UNFINISHED: Final = Prepared(
    lambda: (
        Verification.objects.filter(state__in=UNFINISHED_STATES)
        .annotate(all=Value(1))
        .values("all")
        .annotate(count=Count("*"))
        .values_list("count")
    )
)


def require_free_place(lane: str) -> None:
    """Raises Busy where the queue is full, and CallerBusy for a heavy caller where it is crowded."""
    ((waiting,),) = UNFINISHED.rows()
    if waiting >= settings.QUEUE_LIMIT:
        tally("shed", "queue")
        raise Busy
    if waiting >= settings.QUEUE_LIMIT * CROWDED and lanes.is_heavy(lane):
        tally("shed", "caller")
        raise CallerBusy(lanes.light_again_after(lane))
