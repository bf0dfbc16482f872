"""How the log stands: its newest checkpoint, who cosigned, and its anchors as they go from pending to final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from chronology.anchors.selectors import AnchorView, anchor_view
from chronology.anchors.tables import anchor
from chronology.schema.engines import reading
from verify.feed.sources.records import moment
from verify.feed.values import Change
from verify.ledger.parts import parts
from verify.ledger.selectors.anchors import earliest_of, line_of
from verify.ledger.selectors.reading import chronology_read
from verify.ledger.selectors.times import NewestCheckpoints
from verify.ledger.values import AnchorLine, Moment


def log_now() -> Change | None:
    """The newest checkpoint and the newest one that enough witnesses cosigned; None before the first.

    Raises LogUnavailable.
    """
    newest = NewestCheckpoints.read()
    if not newest.judged:
        return None
    size, root = newest.judged[0][0].size, newest.judged[0][0].root.hex()
    held = next(((one.size, who) for one, who in newest.judged if who.holds and who.at is not None), None)
    cosigned: dict[str, Any] | None = None
    if held is not None and held[1].at is not None:
        cosigned = {"size": held[0], "by": list(held[1].by), "moment": moment(Moment(held[1].at, "witnesses"))}
    return Change("log", "", {"size": size, "root": root, "cosigned": cosigned})


@dataclass(frozen=True, slots=True)
class Anchors:
    """Anchors that may have changed since the last round, and `floor`: below it nothing can change any more."""

    changes: tuple[Change, ...]
    floor: int


def anchors_from(floor: int) -> Anchors:
    """Every anchor whose number is not below `floor`; raises LogUnavailable."""
    with chronology_read():
        log = parts().log()
        query = select(anchor).where(anchor.c.log_id == log.log_id, anchor.c.id >= floor).order_by(anchor.c.id)
        with reading(log.engine) as connection:
            found = [(row["id"], row["settled"], anchor_view(row)) for row in connection.execute(query).mappings()]
    changes = tuple(Change("anchor", str(number), _anchor(view)) for number, _, view in found)
    moving = [number for number, settled, _ in found if not settled]
    return Anchors(changes, min(moving, default=max([floor, *(number + 1 for number, _, _ in found)])))


def _anchor(view: AnchorView) -> dict[str, Any]:
    line, own = line_of(view), earliest_of((view,), None)
    return {
        "peer": f"{view.kind} {view.name}",
        "state": view.state.value,
        "size": int(view.size),
        "development": view.development,
        "moment": None if own is None else moment(own),
        "line": {**_line(line), "root": view.root.hex()},
    }


def _line(one: AnchorLine) -> dict[str, Any]:
    """As the interface writes an anchor."""
    return {
        "kind": one.kind,
        "state": one.state,
        "size": one.size,
        "at": one.at and one.at.isoformat().replace("+00:00", "Z"),
        "chain_id": one.chain_id,
        "block_number": one.block_number,
        "transaction": one.transaction or None,
        "authority": one.authority or None,
        "development": one.development,
    }
