"""Grades of beacons: what shows that a record was not written earlier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from chronology.anchors.evm.development import DEVELOPMENT_CHAINS
from chronology.bundle.ground import Ground, independent
from chronology.bundle.nodes import Held, held_by
from chronology.bundle.questions import CLOCK_SKEW, Question, Witness
from chronology.bundle.record_grades import check_inclusion, record_in
from chronology.bundle.sentences import said
from chronology.bundle.values import Bound, BundledRecord, Grade, GradeState, Params
from chronology.errors import Malformed, ProofBroken
from chronology.notes import Checkpoint, SignedNote, cosignatures_of, parse_signatures
from chronology.records import Beacon, BlockPoint, WitnessPoint


@dataclass(frozen=True, slots=True)
class BeaconAnswer:
    """The grade of one beacon, and the earliest time that it gives."""

    grade: Grade
    after: Bound | None = None


def check_beacon(record: BundledRecord, ground: Ground, question: Question) -> BeaconAnswer:
    """Grade the beacon of one record; never raises because of what is in the bundle."""
    if record.beacon is None:
        return BeaconAnswer(Grade("beacon_absent", GradeState.ABSENT, f"record {record.index}"))
    subject = f"beacon {record.beacon.index}"
    try:
        point = _point(record, ground)
        at = _moment(point.time)
    except (ProofBroken, Malformed) as error:
        return BeaconAnswer(Grade("beacon_broken", GradeState.BROKEN, subject, {"why": str(error)}))
    if at > question.at + CLOCK_SKEW:
        return BeaconAnswer(Grade("in_future", GradeState.UNTRUSTED, subject, {"time": said(at)}))
    if isinstance(point, BlockPoint):
        return _block(subject, point, at, question)
    return _witnessed(subject, point, at, independent(question.witnesses, ground.verifier))


def _point(record: BundledRecord, ground: Ground) -> BlockPoint | WitnessPoint:
    beacon = record.beacon
    if beacon is None or beacon.index >= record.index:
        raise ProofBroken("it does not stand before the record.")
    check_inclusion(beacon, ground)
    found = record_in(beacon.leaf)
    if not isinstance(found, Beacon):
        raise ProofBroken("its entry is no beacon.")
    return found.point


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise Malformed("its time is beyond any calendar.") from error


def _block(subject: str, point: BlockPoint, at: datetime, question: Question) -> BeaconAnswer:
    params: Params = {
        "chain": point.chain_id,
        "number": point.number,
        "hash": "0x" + point.block_hash.hex(),
        "time": said(at),
    }
    if point.chain_id in DEVELOPMENT_CHAINS:
        return _answer("beacon_development", GradeState.UNTRUSTED, subject, params, at)
    held = held_by(question.node, point.chain_id, point.number, point.block_hash, at)
    if held is Held.OTHER:
        return BeaconAnswer(Grade("beacon_contradicted", GradeState.UNTRUSTED, subject, params))
    if held is Held.FINAL:
        return _answer("beacon_confirmed", GradeState.HOLDS, subject, params, at)
    return _answer("beacon_named", GradeState.NOT_CHECKED, subject, params, at)


def _witnessed(subject: str, point: WitnessPoint, at: datetime, witnesses: Iterable[Witness]) -> BeaconAnswer:
    params: Params = {"origin": point.origin, "time": said(at), "size": point.size}
    try:
        text = Checkpoint(point.origin, point.size, point.root).to_text()
        note = SignedNote(text, parse_signatures(point.cosignature.rstrip("\n") + "\n"))
        seen = cosignatures_of(note, (one.verifier for one in witnesses))
    except (ProofBroken, Malformed) as error:
        return BeaconAnswer(Grade("beacon_broken", GradeState.BROKEN, subject, {"why": str(error)}))
    if not seen:
        return _answer("beacon_witness_named", GradeState.NOT_CHECKED, subject, params, at)
    if seen[0].at != at:
        why = "its time is not the one that was cosigned."
        return BeaconAnswer(Grade("beacon_broken", GradeState.BROKEN, subject, {"why": why}))
    return _answer("beacon_witnessed", GradeState.HOLDS, subject, {**params, "witness": seen[0].verifier.name}, at)


def _answer(code: str, state: GradeState, subject: str, params: Params, at: datetime) -> BeaconAnswer:
    return BeaconAnswer(Grade(code, state, subject, params), Bound(at, code, subject))
