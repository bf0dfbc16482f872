"""What pages, bundles and the rollback guard ask of the anchors' rows; asks no peer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, select

from chronology.anchors.protocol import AnchorState
from chronology.anchors.tables import anchor, anchor_contact
from chronology.schema.engines import reading
from chronology.types import LeafIndex, LogId, RootHash, SeenHead, TreeSize

SHOWN_FIRST = (AnchorState.FINAL, AnchorState.SEEN, AnchorState.PENDING)


@dataclass(frozen=True, slots=True)
class AnchorView:
    """One anchor as it is shown: `checkpoint` is the note whose size and root it attests, `at` the peer's time, UTC.

    `reference` is what to look up at the peer: a transaction as 0x…, a block height, a serial number.
    """

    kind: str
    name: str
    state: AnchorState
    size: TreeSize
    root: RootHash
    checkpoint: bytes
    evidence: bytes | None
    at: datetime | None
    chain_id: int | None
    reference: str
    detail: str
    development: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ContactView:
    """When a peer was last asked and last answered; `trouble` is empty while it answers."""

    kind: str
    name: str
    asked_at: datetime
    answered_at: datetime | None
    trouble: str


def anchors_covering(engine: Engine, log_id: LogId, index: LeafIndex) -> tuple[AnchorView, ...]:
    """One anchor a peer that covers this entry: the earliest final one, else the one that is furthest on its way."""
    with reading(engine) as connection:
        peers = connection.execute(select(anchor_contact.c.kind, anchor_contact.c.name)).all()
        views = [_best(connection, log_id, index, kind, name) for kind, name in sorted(map(tuple, peers))]
    return tuple(view for view in views if view is not None)


def anchors_latest(engine: Engine, log_id: LogId, limit: int = 20) -> tuple[AnchorView, ...]:
    """The newest anchors of all peers, whatever became of them."""
    query = select(anchor).where(anchor.c.log_id == log_id).order_by(anchor.c.id.desc()).limit(limit)
    with reading(engine) as connection:
        return tuple(anchor_view(row) for row in connection.execute(query).mappings())


def contacts(engine: Engine) -> tuple[ContactView, ...]:
    """Every peer's last contact."""
    query = select(anchor_contact).order_by(anchor_contact.c.kind, anchor_contact.c.name)
    with reading(engine) as connection:
        return tuple(ContactView(**row) for row in connection.execute(query).mappings())


def seen_heads(engine: Engine, log_id: LogId) -> tuple[SeenHead, ...]:
    """The largest head that a peer holds by our own rows; the peer itself may have seen more (`evm/seen.py`)."""
    seen = (AnchorState.SEEN, AnchorState.FINAL)
    query = (
        select(anchor)
        .where(anchor.c.log_id == log_id, anchor.c.state.in_(seen))
        .order_by(anchor.c.size.desc())
        .limit(1)
    )
    with reading(engine) as connection:
        found = [anchor_view(row) for row in connection.execute(query).mappings()]
    return tuple(SeenHead(f"{view.kind} {view.name}", view.size, view.root) for view in found)


def _best(connection: Connection, log_id: LogId, index: LeafIndex, kind: str, name: str) -> AnchorView | None:
    covers = (anchor.c.log_id == log_id, anchor.c.kind == kind, anchor.c.name == name, anchor.c.size > index)
    for state in SHOWN_FIRST:
        query = select(anchor).where(*covers, anchor.c.state == state).order_by(anchor.c.size).limit(1)
        row = connection.execute(query).mappings().one_or_none()
        if row is not None:
            return anchor_view(row)
    return None


def anchor_view(row: RowMapping) -> AnchorView:
    """One row of the anchors' table as it is shown."""
    hidden = {"id", "log_id", "memo", "settled", "changed_at", "state"}
    shown = {name: value for name, value in row.items() if name not in hidden}
    return AnchorView(state=AnchorState(row["state"]), **shown)
