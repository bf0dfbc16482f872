"""Asking witnesses to cosign what was published; none of them holds up the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog

from chronology.log import Log
from chronology.notes import cosignatures_of, read_checkpoint
from chronology.records import WitnessPoint
from chronology.witnesses import HttpPost, Outcome, WitnessPeer, request_cosignatures

log = structlog.get_logger("signer")

# A witness that says it holds more of our log, or another history, is either broken or right.
ALARMS = {
    Outcome.AHEAD: "a witness says that it is ahead",
    Outcome.DIFFERS: "a witness says that it holds another root",
}


def cosignatures_fetch(of: Log, post: HttpPost, peers: Sequence[WitnessPeer], note: bytes) -> int:
    """Ask every witness about this checkpoint and keep their lines; returns how many there were."""
    asked = request_cosignatures(post, peers, note, of.prove_consistency)
    for answer in asked:
        if answer.outcome in ALARMS:
            log.error(ALARMS[answer.outcome], code=answer.outcome.value)
    lines = [line.to_line() for answer in asked for line in answer.lines]
    if lines:
        of.add_cosignatures(read_checkpoint(note)[0].size, lines)
    return len(lines)


def witness_point(note: bytes, witnesses: Sequence[WitnessPeer]) -> WitnessPoint | None:
    """The newest cosignature under a checkpoint, as something that nobody could have known before its time."""
    checkpoint, signed = read_checkpoint(note)
    found: list[tuple[datetime, str]] = []
    for key in (key for peer in witnesses for key in peer.keys):
        at = next((one.at for one in cosignatures_of(signed, (key,)) if one.at), None)
        lines = [line.to_line().strip() for line in signed.signatures if line.is_by(key)]
        found += [(at, lines[-1])] if at and lines else []
    if not found:
        return None
    at, line = max(found)
    return WitnessPoint(checkpoint.origin, checkpoint.size, checkpoint.root, int(at.timestamp()), line)
