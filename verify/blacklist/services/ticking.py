"""What time makes: written down as acts, votes closed, appeals told how they ended, and leaves that wait entered."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db.models import F

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.timing import all_due
from provenance.blindlist.government.types import Case
from verify.blacklist.models import ActRow, Appeal, AppealState, EditionRow, RoundRow
from verify.blacklist.services.appeals import matched
from verify.blacklist.services.outcomes import decided
from verify.blacklist.services.writing import edition_leaf_enter, in_turn, leaf_enter, now, write_due
from verify.blacklist.state import is_founded, register

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Rows a round, so that one sweep ends soon."""


def tick(at: datetime | None = None) -> None:
    """Bring everything up to this moment; may be called by anybody at any time, and again."""
    until = at or now()
    if not is_founded():
        return
    _enter_leaves()
    RoundRow.objects.filter(closed=None, closes__lte=until).update(closed=F("closes"))
    for vote in RoundRow.objects.filter(counted=None).exclude(proven=None).order_by("pk")[:AT_ONCE]:
        _each(partial(decided, vote))
    for name, _ in all_due(register(), until)[:AT_ONCE]:
        _each(partial(write_due, name, until))
    _tell_appeals(until)
    _enter_leaves()


def sweep() -> None:
    """The same for a worker, which goes on whatever somebody wrote into the store: the log of the process tells."""
    try:
        tick()
    except BlindListError as problem:
        log.exception("the acts do not hold together", extra={"code": getattr(problem, "code", "")})


def _each(do: Callable[[], object]) -> None:
    """One case that is refused holds up no other."""
    try:
        in_turn(do)
    except BlindListError as problem:
        log.warning("nothing was written down", extra={"code": getattr(problem, "code", "")})


def _tell_appeals(until: datetime) -> None:
    # Where stations were silent nobody has said that it is another device: `matched` alone says that.
    Appeal.objects.filter(state__in=(AppealState.PROVING, AppealState.PROVED), by__lte=until).update(
        state=AppealState.ENDED
    )
    cases = register().cases
    for one in Appeal.objects.filter(state=AppealState.MATCHED).select_related("case")[:AT_ONCE]:
        if cases[one.case_id].appeal_by is None:
            Appeal.objects.filter(pk=one.pk).update(state=ending_of(one, cases[one.case_id]))
    for one in Appeal.objects.filter(state=AppealState.PROVED)[:AT_ONCE]:
        _each(partial(matched, one))


def ending_of(appeal: Appeal, case: Case) -> AppealState:
    """How an appeal ended, as the case tells it."""
    if case.ended == "delisted":
        return AppealState.UPHELD
    if case.ended == "appeal_default" or (case.questioned_at is not None and case.questioned_at >= appeal.by):
        return AppealState.TIMED_OUT
    return AppealState.DECLINED if case.appeal_again is not None else AppealState.ENDED


def _enter_leaves() -> None:
    for row in ActRow.objects.filter(record_id="").order_by("number")[:AT_ONCE]:
        leaf_enter(row)
    for row in EditionRow.objects.filter(record_id="").order_by("edition")[:AT_ONCE]:
        edition_leaf_enter(row)
