"""Open records as they get their place on the log, the beacons before them, and what was signed behind them.

A sealed record is not asked for. One that was hidden before it was published here is left out: its notice follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from chronology.records import Kind
from verify.authors.models import SignedMessage
from verify.feed.models import FeedEntry, FeedState
from verify.feed.values import Change
from verify.ledger.models import BeaconEntry, Form, OpenContent, Record, Recorder, RecordState
from verify.ledger.selectors.times import beacon_moment
from verify.ledger.values import Moment

Party = tuple[str, int | None]

MOST: Final = 2_000
"""Records of one round: some hundred kilobytes of rows, and the site's other writers wait no second for them."""
BEHIND: Final = 5_000
"""Places before the newest that are looked through again: a receipt may be written after those of later entries."""


def new_records(state: FeedState, *, all_of_them: bool = False) -> list[Record]:
    """Records that are on the log and not published yet, in the log's order; `all_of_them` looks from its beginning."""
    start = -1 if all_of_them else state.cursor - BEHIND
    return list(_unpublished().filter(index__gt=start).order_by("index")[:MOST])


def changes_of(records: Sequence[Record], last_beacon: int) -> Iterator[Change]:
    """Each record, behind its beacon where that was not published yet (`last_beacon` is the newest that was)."""
    signed = _signed(records)
    names = _pseudonyms(records)
    contents = _contents(records)
    beacons = _beacons(records)
    places = [one.index for one in beacons]
    for record in records:
        before = bisect_left(places, record.index or 0) - 1
        if before >= 0 and places[before] > last_beacon:
            last_beacon = places[before]
            said = moment(beacon_moment(beacons[before]))
            yield Change("beacon", str(last_beacon), {"index": last_beacon, "moment": said})
        yield Change("record", record.pk, _body(record, names, contents.get(record.pk, []), signed.get(record.pk)))


def moment(one: Moment) -> dict[str, Any]:
    """One end of an interval as the interface writes it."""
    at = one.at.isoformat().replace("+00:00", "Z")
    return {**asdict(one), "at": at, "block_hash": one.block_hash or None}


def _unpublished() -> QuerySet[Record]:
    known = FeedEntry.objects.filter(kind="record", subject=OuterRef("pk"))
    found = Record.objects.filter(form=Form.OPEN, state=RecordState.RECORDED, hidden=None)
    return found.filter(~Exists(known))


def _body(
    record: Record, names: Mapping[Party, str], contents: list[list[str]], signed: Mapping[str, str] | None
) -> dict[str, Any]:
    return {
        "index": record.index,
        "leaf_hash": record.leaf_hash,
        "kind": Kind(record.kind).name.lower(),
        "recorder": names.get(_party(record), ""),
        "media_type": record.media_type or None,
        "contents": contents,
        "previous": record.previous_id,
        "created": record.created.isoformat().replace("+00:00", "Z"),
        "signed": signed,
    }


def _contents(records: Iterable[Record]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    rows = OpenContent.objects.filter(record__in=[one.pk for one in records]).order_by("pk")
    for name, role, digest in rows.values_list("record_id", "role", "sha256"):
        found.setdefault(name, []).append([role, digest])
    return found


def _pseudonyms(records: Iterable[Record]) -> dict[Party, str]:
    """What the leaves of these records call their recorders."""
    organisations = {one.organisation_id for one in records if one.organisation_id is not None}
    people = {one.user_id for one in records if one.organisation_id is None}
    rows = (
        *Recorder.objects.filter(organisation_id__in=organisations),
        *Recorder.objects.filter(user_id__in=people),
    )
    return {_named(row): bytes(row.pseudonym).hex() for row in rows}


def _party(record: Record) -> Party:
    return ("o", record.organisation_id) if record.organisation_id is not None else ("u", record.user_id)


def _named(row: Recorder) -> Party:
    return ("o", row.organisation_id) if row.organisation_id is not None else ("u", row.user_id)


def _signed(records: Iterable[Record]) -> dict[str, Mapping[str, str]]:
    """The hash of what was signed behind a record, which its leaf holds, and its kind; never a word of it."""
    rows = SignedMessage.objects.filter(record_id__in=[one.pk for one in records], form=Form.OPEN)
    return {row.record_id: {"id": row.pk, "type": row.type} for row in rows}


def _beacons(records: Sequence[Record]) -> list[BeaconEntry]:
    """The beacon before the first of these records, and those between them, in the log's order."""
    if not records:
        return []
    rows = BeaconEntry.objects.filter(log=records[0].log)
    first = rows.filter(index__lt=records[0].index).order_by("-index").values_list("index", flat=True).first()
    return list(rows.filter(index__gte=first or 0, index__lt=records[-1].index).order_by("index"))
