"""What the log took in and what became final, read upwards: the ledger lies below and knows nobody who is told.

The rows of records are read in the order of the log, behind a place that moves in the transaction that writes the
messages. The one sequencer gives places in their order, so that nothing appears behind what was read. An address
hears of what came after it was subscribed, each record once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Max, Q

from chronology.errors import Malformed
from chronology.notes import log_id
from chronology.records import Kind
from verify.ledger.errors import LogUnavailable
from verify.ledger.models import KeyPurpose, Record
from verify.ledger.selectors import vkey_of
from verify.ledger.selectors.finality import final_size
from verify.ledger.services.statements import SIGNED_KINDS
from verify.webhooks.events import Event
from verify.webhooks.models import Place, Subscription
from verify.webhooks.services.announcing import announce_to

log = structlog.get_logger("webhooks")

MANY: Final = 1000
"""Records that one reading deals with; the next one comes two seconds later."""
RECORDED, FINAL = "recorded", "final"
OF_RECORDS: Final = frozenset({Event.RECORD_RECORDED.value, Event.RECORD_FINAL.value, Event.STATEMENT_RECORDED.value})

Namer = Callable[[Collection[str]], Mapping[str, str]]
"""From numbers of records to the ids of what was signed, for those that are about something signed."""

_namers: list[Namer] = []


def namer_add(namer: Namer) -> None:
    """Let a part above name what a record is about; repeating it is harmless."""
    if namer not in _namers:
        _namers.append(namer)


def records_read() -> None:
    """Announce what got its place and what became final since the last reading; safe to run in many processes."""
    for name in _logs():
        _read(RECORDED, name, _head(name))
        try:
            _read(FINAL, name, final_size(name) - 1)
        except LogUnavailable:
            log.warning("the log could not be read: what became final is told later")


def _logs() -> list[str]:
    """The log of now, and those before it that were begun."""
    try:
        now = [log_id(vkey).hex()] if (vkey := vkey_of(KeyPurpose.LOG)) else []
    except Malformed:
        now = []
    return list(dict.fromkeys([*Place.objects.exclude(log="").values_list("log", flat=True).distinct(), *now]))


def _head(name: str) -> int:
    head = Record.objects.filter(log=name).aggregate(head=Max("index"))["head"]
    return -1 if head is None else head


def _read(reading: str, name: str, head: int) -> None:
    place = Place.objects.filter(name=reading, log=name).first()
    if place is None:
        place, _ = Place.objects.get_or_create(name=reading, log=name, defaults={"position": -1})
    if head <= place.position:
        return
    told = [one for one in Subscription.objects.filter(disabled=None) if OF_RECORDS & set(one.events)]
    found = _between(name, place.position, head, told)
    to = head if len(found) < MANY else found[-1].index
    with transaction.atomic():
        # Whoever moves the place writes the messages; another worker that read the same finds it moved.
        if Place.objects.filter(pk=place.pk, position=place.position).update(position=to):
            _announce(reading, found, told)


def _between(name: str, after: int, head: int, told: Iterable[Subscription]) -> Sequence[Record]:
    teams = [one.organisation_id for one in told if one.organisation_id is not None]
    people = [one.user_id for one in told if one.user_id is not None]
    if not teams and not people:
        return []
    whose = Q(organisation_id__in=teams) | Q(organisation_id=None, user_id__in=people)
    return list(Record.objects.filter(whose, log=name, index__gt=after, index__lte=head).order_by("index")[:MANY])


def _announce(reading: str, records: Sequence[Record], told: Iterable[Subscription]) -> None:
    signed = _signed_ids([one.pk for one in records if one.kind in SIGNED_KINDS])
    for record in records:
        event, ids = _event(reading, record, signed)
        if record.kind == Kind.NOTICE:
            continue  # the operator's own
        to = [one for one in told if event in one.events and _is_for(one, record)]
        if to:
            announce_to(to, event, {**ids, "index": record.index or 0}, once=f"{reading} {record.pk}")


def _event(reading: str, record: Record, signed: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    if reading == FINAL:
        return Event.RECORD_FINAL, {"record": record.pk}
    if record.kind in SIGNED_KINDS:
        return Event.STATEMENT_RECORDED, {"record": record.pk, "statement": signed.get(record.pk, "")}
    return Event.RECORD_RECORDED, {"record": record.pk}


def _is_for(subscription: Subscription, record: Record) -> bool:
    if record.recorded is None or record.recorded < subscription.created:
        return False
    if record.organisation_id is not None:
        return subscription.organisation_id == record.organisation_id
    return subscription.user_id is not None and subscription.user_id == record.user_id


def _signed_ids(numbers: Collection[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for namer in _namers if numbers else ():
        found |= namer(numbers)
    return found
