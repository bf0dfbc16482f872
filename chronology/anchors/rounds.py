"""One round: every peer goes one step on with what it has, and gets the newest checkpoint when that is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Engine

from chronology.anchors import rows
from chronology.anchors.protocol import OPEN_STATES, Anchor, AnchorState, AnchorTarget
from chronology.errors import ChronologyError
from chronology.notes.signed_checkpoint import read_checkpoint
from chronology.types import Clock, LogId


class Checkpointed(Protocol):
    """A log as far as anchoring needs it."""

    @property
    def log_id(self) -> LogId:
        """Which log."""

    def checkpoint(self) -> bytes | None:
        """Its newest published checkpoint."""


@dataclass(frozen=True, slots=True)
class PeerRound:
    """What came of one peer in one round; `trouble` is a public sentence, empty where it answered."""

    kind: str
    name: str
    changed: int
    submitted: bool
    trouble: str


def newest_target(log: Checkpointed) -> AnchorTarget | None:
    """The newest published checkpoint as something to anchor; an empty log has nothing to show."""
    note = log.checkpoint()
    if note is None:
        return None
    checkpoint, _ = read_checkpoint(note)
    return AnchorTarget(log.log_id, checkpoint.size, checkpoint.root, note) if checkpoint.size else None


def anchor_round(
    engine: Engine, log: Checkpointed, anchors: Sequence[Anchor], clock: Clock, *, every: timedelta = timedelta(0)
) -> tuple[PeerRound, ...]:
    """Go one step on at every peer; a silent one is noted and never holds up the others.

    A peer gets a new checkpoint when the log grew and `every` has passed since the last one.
    """
    target = newest_target(log)
    return tuple(_peer_round(engine, log.log_id, target, peer, clock, every) for peer in anchors)


def _peer_round(
    engine: Engine, log_id: LogId, target: AnchorTarget | None, peer: Anchor, clock: Clock, every: timedelta
) -> PeerRound:
    trouble, changed, submitted = "", 0, False
    for row in rows.rows_unfinished(engine, peer, log_id):
        try:
            changed += _go_on(engine, peer, row, clock())
        except ChronologyError as error:
            trouble = str(error)
    try:
        submitted = target is not None and _submit(engine, peer, target, clock(), every)
    except ChronologyError as error:
        trouble = str(error)
    rows.contact_note(engine, peer, trouble=trouble, now=clock())
    return PeerRound(peer.kind, peer.name, changed, submitted, trouble)


def _go_on(engine: Engine, peer: Anchor, row: rows.AnchorRow, now: datetime) -> bool:
    """Ask how it stands, then for its evidence; an answer is stored even where the evidence is not to be had yet."""
    standing = row.standing
    if standing.state in OPEN_STATES:
        standing = peer.poll(row.target, standing)
    changed = standing != row.standing
    if changed:
        row = rows.row_change(engine, row, standing, None, now=now)
    if standing.state in {AnchorState.SEEN, AnchorState.FINAL} and (got := peer.evidence(row.target, standing)):
        changed = changed or got != row.evidence
        rows.row_change(engine, row, standing, got, now=now)
    return changed


def _submit(engine: Engine, peer: Anchor, target: AnchorTarget, now: datetime, every: timedelta) -> bool:
    last = rows.row_newest(engine, peer, target.log_id)
    if last is not None and (target.size <= last.target.size or now - last.created_at < every):
        return False
    standing = peer.submit(target)
    if standing is None:
        return False
    row = rows.row_add(engine, peer, target, standing, now=now)
    _go_on(engine, peer, row, now)
    return True
