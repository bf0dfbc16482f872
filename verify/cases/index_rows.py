"""The way of one recorded work into the fingerprint index, and out of it for good."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from provenance.fingerprint.types import Fingerprints
from verify import wiring
from verify.cases.held_codes import codes_held
from verify.cases.likeness_models import FoundLikeness, IndexedWork, IndexState
from verify.index.errors import FingerprintIndexError
from verify.index.types import ItemId, Scope
from verify.ledger.models import Record
from verify.ledger.services import Ending

# Longer than any file is held: nothing is left to bring in.
GIVEN_UP_AFTER = timedelta(hours=2)
# What one sweep takes on; the rest waits for the next one.
MOST_AT_ONCE = 100


def bring_in(work: IndexedWork, fingerprints: Fingerprints) -> bool:
    """Bring one in and say whether it is; where the index is away it stays waiting."""
    try:
        item = _put(work, fingerprints)
    except FingerprintIndexError:
        return False
    wanted = IndexedWork.objects.filter(pk=work.pk).exclude(state=IndexState.LEAVING)
    kept = wanted.update(item=item, held="")
    if kept and Record.objects.filter(pk=work.record_id, hidden=None).exists():
        # Where its owner allowed less meanwhile, it waits until the index knows.
        return bool(_as_allowed(work).exclude(state=IndexState.LEAVING).update(state=IndexState.INDEXED))
    # It ended while it was brought in.
    IndexedWork.objects.filter(pk=work.pk).update(state=IndexState.LEAVING)
    _drop(work.subject)
    return False


def _put(work: IndexedWork, fingerprints: Fingerprints) -> ItemId:
    comparable = work.comparable and fingerprints.proxy is not None
    return wiring.items().put(
        subject=work.subject,
        scope=Scope(work.scope),
        fingerprints=fingerprints,
        comparable=comparable,
        showable=comparable and work.showable,
        at=wiring.now(),
        recorder=work.recorder,
    )


def allow(subject: str) -> None:
    """Tell the index what an owner allows from now on; the work waits, and is found by nobody, until it knows."""
    work = IndexedWork.objects.get(pk=subject)
    if work.item is None:
        return  # it is not in there yet, and comes in as its owner allows then
    try:
        wiring.items().allow(subject, comparable=work.comparable, showable=work.showable)
    except FingerprintIndexError:
        return
    _as_allowed(work).filter(state=IndexState.WAITING).update(state=IndexState.INDEXED)


def _as_allowed(work: IndexedWork) -> QuerySet[IndexedWork]:
    """The work, unless its owner changed what is allowed since it was read."""
    return IndexedWork.objects.filter(pk=work.pk, comparable=work.comparable, showable=work.showable)


def record_ended(record_id: str, ending: Ending) -> None:
    """A record was erased, hidden or taken back: nothing of it stays in the index, and no picture of differences."""
    if ending is not Ending.RETRACTED:
        FoundLikeness.objects.filter(record_id=record_id).delete()
    leave(record_id)


def leave(record_id: str) -> None:
    """Take everything of a record out; from now on no search tells of it, wherever the index is."""
    works = IndexedWork.objects.filter(record_id=record_id)
    works.update(state=IndexState.LEAVING, held="")
    FoundLikeness.objects.filter(record_id=record_id).update(heat=None)
    for subject in list(works.values_list("subject", flat=True)):
        _drop(subject)


def _drop(subject: str) -> None:
    try:
        wiring.items().drop(subject)
    except FingerprintIndexError:
        return
    IndexedWork.objects.filter(pk=subject, state=IndexState.LEAVING).delete()


def sweep_index() -> None:
    """Try again what had to wait; what waited until its file went is given up."""
    leaving = IndexedWork.objects.filter(state=IndexState.LEAVING)
    for subject in list(leaving.values_list("subject", flat=True)[:MOST_AT_ONCE]):
        _drop(subject)
    for work in IndexedWork.objects.filter(state=IndexState.WAITING).order_by("created")[:MOST_AT_ONCE]:
        _again(work)


def _again(work: IndexedWork) -> None:
    held = codes_held(work.held) if work.held else None
    if held is not None:
        bring_in(work, held)
    elif work.item is not None:
        allow(work.subject)
    elif work.created < wiring.now() - GIVEN_UP_AFTER:
        # It may be in the index all the same, where we ended between telling the index and writing it down here.
        given_up = IndexedWork.objects.filter(pk=work.pk, state=IndexState.WAITING, item=None)
        if given_up.update(state=IndexState.LEAVING):
            _drop(work.subject)
