"""How much of the log is final: covered by an anchor that its peer never takes back."""

from __future__ import annotations

from sqlalchemy import func, select

from chronology.anchors.protocol import AnchorState
from chronology.anchors.tables import anchor
from chronology.schema.engines import reading
from verify.ledger.parts import parts
from verify.ledger.selectors.reading import chronology_read


def final_size(log_id: str) -> int:
    """The entries of this log (id in hex) under its newest final anchor; a development chain's count for nothing.

    Raises LogUnavailable.
    """
    mine = (anchor.c.log_id == bytes.fromhex(log_id), anchor.c.state == AnchorState.FINAL.value)
    newest = select(func.max(anchor.c.size)).where(*mine, anchor.c.development.is_(False))
    with chronology_read(), reading(parts().engine()) as connection:
        return connection.execute(newest).scalar() or 0
