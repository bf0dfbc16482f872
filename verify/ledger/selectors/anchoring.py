"""How anchoring stands, for whoever watches the installation: by kind of anchor, never by peer; asks nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from chronology.anchors.protocol import AnchorState
from chronology.anchors.selectors import ContactView, contacts
from chronology.anchors.tables import anchor
from chronology.schema.engines import reading
from verify.ledger.parts import parts
from verify.ledger.selectors.reading import chronology_read

WAITING = (AnchorState.PENDING.value, AnchorState.SEEN.value)


@dataclass(frozen=True, slots=True)
class Anchoring:
    """One kind of anchor (`evm`, `rfc3161`, `opentimestamps`).

    `waiting` counts anchors that are under way and `oldest` is when the first of them was made; `final_size` is how
    many entries the newest final one covers, `final_at` its time. `silent` is since when a peer has not answered.
    """

    kind: str
    waiting: int
    oldest: datetime | None
    final_size: int
    final_at: datetime | None
    silent: datetime | None
    development: bool


def anchoring() -> tuple[Anchoring, ...]:
    """Every kind that this log was ever anchored by; raises LogUnavailable."""
    with chronology_read():
        log = parts().log()
        asked = contacts(log.engine)
        with reading(log.engine) as connection:
            kinds = sorted(connection.execute(select(anchor.c.kind).where(_of(log.log_id)).distinct()).scalars())
            silent = {kind: _silent(one for one in asked if one.kind == kind) for kind in kinds}
            return tuple(_standing(connection, log.log_id, kind, silent[kind]) for kind in kinds)


def _of(log_id: bytes) -> ColumnElement[bool]:
    return anchor.c.log_id == log_id


def _silent(asked: Iterable[ContactView]) -> datetime | None:
    since = [one.answered_at or one.asked_at for one in asked if one.trouble]
    return min(since, default=None)


def _standing(connection: Connection, log_id: bytes, kind: str, silent: datetime | None) -> Anchoring:
    mine = _of(log_id), anchor.c.kind == kind
    waits = select(func.count().label("count"), func.min(anchor.c.created_at).label("oldest"))
    waiting: RowMapping = connection.execute(waits.where(*mine, anchor.c.state.in_(WAITING))).mappings().one()
    ended = select(anchor).where(*mine, anchor.c.state == AnchorState.FINAL.value)
    final = connection.execute(ended.order_by(anchor.c.size.desc()).limit(1)).mappings().first()
    return Anchoring(
        kind=kind,
        waiting=waiting["count"],
        oldest=waiting["oldest"],
        final_size=final["size"] if final else 0,
        final_at=final["at"] if final else None,
        silent=silent,
        development=bool(final and final["development"]),
    )
