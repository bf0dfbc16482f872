"""How objections end by themselves: what was told is destroyed some time after, and nothing waits for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from verify.consents.models import Objection
from verify.consents.models.objections import ObjectionState
from verify.consents.services.objections import objection_forget

KEPT: Final = timedelta(days=30)
"""After its end: long enough to ask why, short enough that nothing lies about."""
UNANSWERED: Final = timedelta(days=60)
"""Nobody answers the desk any more: taken as withdrawn."""
MANY: Final = 200


def objections_sweep(at: datetime) -> None:
    """Do all of it once; safe to run in many processes at the same time."""
    gone = (ObjectionState.DECLINED, ObjectionState.WITHDRAWN)
    Objection.objects.filter(state__in=gone, erased__lt=at - KEPT).delete()
    silent = Objection.objects.filter(state=ObjectionState.ASKED, changed__lt=at - UNANSWERED)
    silent.update(state=ObjectionState.WITHDRAWN, changed=at)
    over = Objection.objects.filter(erased=None, changed__lt=at - KEPT)
    ended = (ObjectionState.UPHELD, ObjectionState.DECLINED, ObjectionState.WITHDRAWN)
    for one in over.filter(state__in=ended)[:MANY]:
        objection_forget(one)
