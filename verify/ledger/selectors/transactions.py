"""Which checkpoint of this log a transaction on a chain anchors."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from chronology.anchors.selectors import AnchorView, anchor_view
from chronology.anchors.tables import anchor
from chronology.schema.engines import reading
from verify.ledger.parts import parts
from verify.ledger.selectors.anchors import line_of
from verify.ledger.selectors.reading import chronology_read
from verify.ledger.values import AnchorLine

CHAIN = "evm"


@dataclass(frozen=True, slots=True)
class AnchoredTree:
    """The tree that one anchor attests: every record below its size was there; `root` is hex."""

    line: AnchorLine
    root: str


def anchored_by(transaction: str) -> tuple[AnchoredTree, ...]:
    """What a transaction (0x and 64 hexadecimal digits) anchors; raises LogUnavailable."""
    with chronology_read():
        log = parts().log()
        query = select(anchor).where(
            anchor.c.log_id == log.log_id, anchor.c.kind == CHAIN, anchor.c.reference == transaction.lower()
        )
        with reading(log.engine) as connection:
            views = [anchor_view(row) for row in connection.execute(query).mappings()]
    return tuple(_tree(one) for one in views)


def _tree(view: AnchorView) -> AnchoredTree:
    return AnchoredTree(line_of(view), view.root.hex())
