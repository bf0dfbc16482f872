"""The anchors' rows as values, and each change of them as one transaction of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, RowMapping, delete, insert, select, update

from chronology.anchors.protocol import OPEN_STATES, Anchor, AnchorState, AnchorTarget, Standing
from chronology.anchors.tables import anchor, anchor_contact
from chronology.schema.engines import reading, writing
from chronology.types import LogId


@dataclass(frozen=True, slots=True)
class AnchorRow:
    """One checkpoint at one peer."""

    id: int
    target: AnchorTarget
    standing: Standing
    evidence: bytes | None
    created_at: datetime


def rows_unfinished(engine: Engine, peer: Anchor, log_id: LogId) -> tuple[AnchorRow, ...]:
    """What is open at this peer, or final without its evidence; oldest first."""
    open_or_bare = anchor.c.state.in_(OPEN_STATES) | (
        (anchor.c.state == AnchorState.FINAL) & anchor.c.evidence.is_(None)
    )
    query = select(anchor).where(*_at(peer, log_id), open_or_bare).order_by(anchor.c.size)
    with reading(engine) as connection:
        return tuple(_row(row) for row in connection.execute(query).mappings())


def row_newest(engine: Engine, peer: Anchor, log_id: LogId) -> AnchorRow | None:
    """The largest checkpoint that was handed to this peer."""
    query = select(anchor).where(*_at(peer, log_id)).order_by(anchor.c.size.desc()).limit(1)
    with reading(engine) as connection:
        row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _row(row)


def row_add(engine: Engine, peer: Anchor, target: AnchorTarget, standing: Standing, *, now: datetime) -> AnchorRow:
    """Store what was handed over."""
    values = {
        "log_id": target.log_id,
        "kind": peer.kind,
        "name": peer.name,
        "development": peer.development,
        "size": target.size,
        "root": target.root,
        "checkpoint": target.checkpoint,
        "settled": _settled(standing, None),
        "created_at": now,
        "changed_at": now,
        **_columns(standing),
    }
    with writing(engine) as connection:
        connection.execute(insert(anchor).values(values))
        query = select(anchor).where(*_at(peer, target.log_id), anchor.c.size == target.size)
        return _row(connection.execute(query).mappings().one())


def row_change(
    engine: Engine, row: AnchorRow, standing: Standing, evidence: bytes | None, *, now: datetime
) -> AnchorRow:
    """Store where it stands now; new evidence replaces that of an earlier state, none replaces none."""
    columns = {**_columns(standing), "settled": _settled(standing, evidence), "changed_at": now}
    if evidence is not None:
        columns["evidence"] = evidence
    with writing(engine) as connection:
        connection.execute(update(anchor).where(anchor.c.id == row.id).values(columns))
    return replace(row, standing=standing, evidence=evidence or row.evidence)


def contact_note(engine: Engine, peer: Anchor, *, trouble: str, now: datetime) -> None:
    """Store that a peer was asked, and whether it answered."""
    mine = (anchor_contact.c.kind == peer.kind, anchor_contact.c.name == peer.name)
    with writing(engine) as connection:
        last = connection.execute(select(anchor_contact.c.answered_at).where(*mine)).scalar()
        connection.execute(delete(anchor_contact).where(*mine))
        answered = last if trouble else now
        values = {"asked_at": now, "answered_at": answered, "trouble": trouble}
        connection.execute(insert(anchor_contact).values(kind=peer.kind, name=peer.name, **values))


def _at(peer: Anchor, log_id: LogId) -> Sequence[ColumnElement[bool]]:
    return (anchor.c.kind == peer.kind, anchor.c.name == peer.name, anchor.c.log_id == log_id)


def _settled(standing: Standing, evidence: bytes | None) -> bool:
    """A final row needs its evidence yet; what it had while it was only seen does not count, so it is asked anew."""
    if standing.state is AnchorState.FINAL:
        return evidence is not None
    return standing.state not in OPEN_STATES


def _columns(standing: Standing) -> dict[str, object]:
    return {
        "state": standing.state,
        "memo": standing.memo,
        "reference": standing.reference,
        "chain_id": standing.chain_id,
        "at": standing.at,
        "detail": standing.detail,
    }


def _row(row: RowMapping) -> AnchorRow:
    target = AnchorTarget(row["log_id"], row["size"], row["root"], row["checkpoint"])
    same = ("memo", "reference", "chain_id", "at", "detail")
    standing = Standing(AnchorState(row["state"]), **{name: row[name] for name in same})
    return AnchorRow(row["id"], target, standing, row["evidence"], row["created_at"])
