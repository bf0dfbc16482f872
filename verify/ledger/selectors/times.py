"""When a record was written, said exactly: between a beacon before it and an anchor after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chronology.anchors.evm.development import DEVELOPMENT_CHAINS
from chronology.anchors.protocol import AnchorState
from chronology.anchors.selectors import AnchorView, anchors_covering
from chronology.notes import Checkpoint, read_checkpoint
from chronology.records import Kind, decode, view
from chronology.types import LeafIndex
from verify.ledger.errors import LogUnavailable
from verify.ledger.models import BeaconEntry, OpenContent, Record, Recorder, RecordState
from verify.ledger.parts import parts
from verify.ledger.selectors.anchors import cosigned_of, earliest_of, line_of
from verify.ledger.selectors.paths import steps_of
from verify.ledger.selectors.reading import chronology_read
from verify.ledger.selectors.records import found_openly, is_retracted, records_seen_by
from verify.ledger.values import Cosigned, Moment, OnRecord, TimeView, Viewer

if TYPE_CHECKING:
    from chronology.log import Log

# How many checkpoints are looked at for a cosigned one: witnesses need some seconds, the newest is often bare.
CHECKPOINTS = 8


@dataclass(frozen=True, slots=True)
class Covered:
    """What the log and others attest about one entry."""

    checkpoint: Checkpoint | None = None
    cosigned: Cosigned = field(default_factory=Cosigned)
    anchors: tuple[AnchorView, ...] = ()

    @property
    def by(self) -> Moment | None:
        return earliest_of(self.anchors, self.cosigned.at)

    @property
    def states(self) -> tuple[str, ...]:
        words = ["checkpointed"] if self.checkpoint else []
        words += ["cosigned"] if self.cosigned.holds else []
        # A bare word cannot carry the mark of a development chain, so such an anchor adds none.
        standing = {one.state for one in self.anchors if not one.development}
        words += ["seen"] if AnchorState.SEEN in standing else []
        return tuple(words + (["final"] if AnchorState.FINAL in standing else []))


def open_records_of(sha256: str, *, own: int | None = None) -> tuple[OnRecord, ...]:
    """Open records of this content (hex SHA-256), oldest first; those that an operator hid are left out.

    However many there are, those of the organisation `own` are among them.

    Where the chronology cannot be read, what the site itself knows is said and the interval is left open.
    """
    found = found_openly(sha256, own=own)
    attested = _attested(one.record.index for one in found if one.record.index is not None)
    return tuple(_on_record(one, attested.get(one.record.index, Covered())) for one in found)


def records_by_number(numbers: Collection[str], *, viewer: Viewer) -> dict[str, OnRecord]:
    """Those of these records that the viewer may see: open ones that nobody hid, and the viewer's own sealed ones."""
    found = records_seen_by(viewer, numbers)
    attested = _attested(one.index for one in found if one.index is not None)
    return {one.pk: _told(one, "", attested.get(one.index, Covered())) for one in found}


def time_of(record: Record) -> TimeView:
    """Everything the time panel shows; `readable` is False where the chronology cannot be read now."""
    shown = _of_the_site(record)
    if record.index is None:
        return shown
    try:
        return _of_the_log(record, record.index, shown)
    except LogUnavailable:
        return replace(shown, readable=False)


def not_before(record: Record) -> Moment | None:
    """The beacon ahead of a record: it could not be known earlier."""
    if record.index is None:
        return None
    found = BeaconEntry.objects.filter(log=record.log, index__lt=record.index).order_by("-index").first()
    return None if found is None else beacon_moment(found)


def beacon_moment(found: BeaconEntry) -> Moment:
    """What a beacon says: nothing behind it can be older."""
    return Moment(
        found.at,
        "block" if found.chain_id is not None else "witnesses",
        chain_id=found.chain_id,
        block_number=found.block_number,
        block_hash=found.block_hash,
        # Judged by the beacon's own chain: what anchors today says nothing about records of yesterday.
        development=found.chain_id in DEVELOPMENT_CHAINS,
    )


@dataclass(frozen=True, slots=True)
class NewestCheckpoints:
    """The newest checkpoints with who cosigned them, read once however many records are asked about."""

    log: Log
    judged: tuple[tuple[Checkpoint, Cosigned], ...]

    @classmethod
    def read(cls) -> NewestCheckpoints:
        """Read them now; raises LogUnavailable."""
        with chronology_read():
            log = parts().log()
            notes = log.checkpoints(CHECKPOINTS)
            return cls(log, tuple((read_checkpoint(note)[0], cosigned_of(note)) for note in notes))

    def covering(self, index: int) -> Covered:
        """What attests one entry; raises LogUnavailable."""
        over = [(checkpoint, cosigned) for checkpoint, cosigned in self.judged if checkpoint.size > index]
        if not over:
            return Covered()
        best = next((one for one in over if one[1].holds), over[0])
        with chronology_read():
            return Covered(*best, anchors_covering(self.log.engine, self.log.log_id, LeafIndex(index)))


def covered(index: int) -> Covered:
    """What attests an entry now; raises LogUnavailable."""
    return NewestCheckpoints.read().covering(index)


def _attested(indexes: Iterable[int]) -> Mapping[int | None, Covered]:
    """What attests these entries; nothing where the chronology cannot be read."""
    wanted = set(indexes)
    try:
        newest = NewestCheckpoints.read() if wanted else None
        return {index: newest.covering(index) for index in wanted} if newest else {}
    except LogUnavailable:
        return {}


def _on_record(found: OpenContent, known: Covered) -> OnRecord:
    return _told(found.record, found.role, known)


def _told(record: Record, role: str, known: Covered) -> OnRecord:
    states = (record.state, *known.states, *(["retracted"] if is_retracted(record) else []))
    return OnRecord(
        record_id=record.pk,
        organisation_id=record.organisation_id,
        recorder=_pseudonym(record),
        kind=record.kind,
        role=role,
        created=record.created,
        index=record.index,
        not_before=not_before(record),
        by=known.by,
        states=states,
    )


def _pseudonym(record: Record) -> str:
    party = (
        {"organisation_id": record.organisation_id}
        if record.organisation_id is not None
        else {"user_id": record.user_id}
    )
    found = Recorder.objects.filter(**party).first()
    return bytes(found.pseudonym).hex() if found else ""


def _of_the_site(record: Record) -> TimeView:
    beacon = not_before(record) if record.state == RecordState.RECORDED else None
    return TimeView(
        record_id=record.pk,
        form=record.form,
        kind=record.kind,
        state=record.state,
        hidden=record.hidden is not None,
        created=record.created,
        origin=parts().terms.origin,
        log_id=record.log,
        leaf_hash=record.leaf_hash,
        sha256=record.sha256,
        index=record.index,
        recorded=record.recorded,
        not_before=beacon,
        retracted=is_retracted(record),
        members=tuple((role, digest) for role, digest in record.members),
        previous_id=record.previous_id or "",
        # Anybody may name this record as what an edit was made from; retract it only its own owner can.
        retraction_ids=tuple(record.followers.filter(kind=Kind.RETRACTED).values_list("pk", flat=True)),
        development=parts().terms.development_chain or (beacon is not None and beacon.development),
    )


def _of_the_log(record: Record, index: int, shown: TimeView) -> TimeView:
    known = covered(index)
    with chronology_read():
        log = parts().log()
        told = replace(shown, leaf=view(decode(log.entry(index))))
        if known.checkpoint is None:
            return told
        size = known.checkpoint.size
        path = log.prove_inclusion(index, size)
    return replace(
        told,
        size=size,
        root=known.checkpoint.root.hex(),
        path=steps_of(bytes.fromhex(record.leaf_hash), index, size, path),
        by=known.by,
        development=told.development or (known.by is not None and known.by.development),
        cosigned=known.cosigned,
        anchors=tuple(line_of(one) for one in known.anchors),
    )
