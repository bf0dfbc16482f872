"""Making bundles from a log. This reads the log; the checker never imports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chronology.bundle.bundle import Bundle
from chronology.bundle.values import AnchorEvidence, BundledBeacon, BundledRecord
from chronology.errors import Malformed, StoreUnavailable
from chronology.log import Log
from chronology.notes import Checkpoint, read_checkpoint
from chronology.records import Beacon, Member, Opening, decode
from chronology.types import LeafIndex

BEACON_SEARCH_LIMIT = 8_192
"""How many entries before a record are looked at for its beacon: more than a batch has, and still quick."""
BEACON_STEP = 256


class AnchorFound(Protocol):
    """One anchor as the anchors' selectors give it; without evidence it does not go into a bundle."""

    @property
    def kind(self) -> str:
        """`evm`, `rfc3161` or `opentimestamps`."""

    @property
    def size(self) -> int:
        """How many entries the anchored checkpoint covers."""

    @property
    def checkpoint(self) -> bytes:
        """The signed note that was anchored."""

    @property
    def evidence(self) -> bytes | None:
        """What the peer attested."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What else goes into a bundle: the report, its signature, and the lists it was made with."""

    report: bytes | None = None
    report_signature: bytes | None = None
    lists: bytes | None = None


def assemble(  # noqa: PLR0913 - whatever a bundle may hold, each by its name
    log: Log,
    indexes: Iterable[int],
    *,
    at: datetime,
    anchors: Sequence[AnchorFound] = (),
    openings: Mapping[int, Sequence[Opening]] | None = None,
    members: Mapping[int, Sequence[Member]] | None = None,
    enclosed: Enclosed | None = None,
) -> Bundle:
    """The bundle of these entries under the newest published checkpoint, with whatever anchors cover any of them.

    Raises StoreUnavailable while an entry is not under a published checkpoint yet: the same call works later.
    """
    wanted = sorted(set(indexes))
    note = log.checkpoint()
    if note is None or not wanted or wanted[-1] >= read_checkpoint(note)[0].size:
        raise StoreUnavailable("The entry is not under a published checkpoint yet. Ask again in a few seconds.")
    checkpoint, _ = read_checkpoint(note)
    opened, listed = openings or {}, members or {}
    extra = enclosed or Enclosed()
    return Bundle(
        records=tuple(
            _record(log, index, checkpoint.size, tuple(opened.get(index, ())), tuple(listed.get(index, ())))
            for index in wanted
        ),
        vkey=log.vkey,
        checkpoint=note,
        written_at=at.replace(microsecond=0),
        anchors=_evidence(log, anchors, checkpoint, wanted[0]),
        report=extra.report,
        report_signature=extra.report_signature,
        lists=extra.lists,
    )


def _record(
    log: Log, index: int, size: int, openings: tuple[Opening, ...], members: tuple[Member, ...]
) -> BundledRecord:
    return BundledRecord(
        leaf=log.entry(index),
        index=LeafIndex(index),
        path=log.prove_inclusion(index, size),
        openings=openings,
        beacon=_beacon(log, index, size),
        members=members,
    )


def _beacon(log: Log, index: int, size: int) -> BundledBeacon | None:
    """The nearest beacon before the entry."""
    for stop in range(index, max(index - BEACON_SEARCH_LIMIT, 0), -BEACON_STEP):
        start = max(stop - BEACON_STEP, 0)
        entries = list(log.entries(start, stop))
        for place in range(len(entries) - 1, -1, -1):
            if _is_beacon(entries[place]):
                number = LeafIndex(start + place)
                return BundledBeacon(entries[place], number, log.prove_inclusion(number, size))
    return None


def _is_beacon(leaf: bytes) -> bool:
    try:
        return isinstance(decode(leaf), Beacon)
    except Malformed:
        return False


def _evidence(log: Log, anchors: Sequence[AnchorFound], own: Checkpoint, first: int) -> tuple[AnchorEvidence, ...]:
    return tuple(
        AnchorEvidence(one.kind, one.evidence, one.checkpoint, _consistency(log, one.size, own.size))
        for one in anchors
        if one.evidence is not None and one.size > first
    )


def _consistency(log: Log, anchored: int, own: int) -> tuple[bytes, ...]:
    return () if anchored == own else log.prove_consistency(min(anchored, own), max(anchored, own))
