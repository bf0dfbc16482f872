from __future__ import annotations

import pytest
from sqlalchemy import Engine, delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from chronology.anchors.evm.lane.tables import evm_attempt, evm_entry
from chronology.anchors.tables import anchor
from chronology.anchors.tests.ground import LOG, MovedClock
from chronology.schema.engines import writing
from chronology.schema.upgrade import upgrade

NOW = MovedClock()()
ANCHOR = {
    "log_id": LOG, "kind": "evm", "name": "chain 1", "development": False, "size": 5, "root": b"r" * 32,
    "checkpoint": b"note", "state": "final", "memo": b"", "reference": "0x1", "detail": "", "settled": False,
    "created_at": NOW, "changed_at": NOW,
}  # fmt: skip
ENTRY = {
    "chain_id": 1, "account": b"a" * 20, "contract": b"c" * 20, "log_id": LOG, "size": 5, "root": b"r" * 32,
    "state": "final", "detail": "", "created_at": NOW, "changed_at": NOW,
}  # fmt: skip
ATTEMPT = {
    "entry_id": 1, "nonce": 0, "tx_hash": b"h" * 32, "raw": b"raw", "gas": 1, "max_fee": 1, "max_tip": 1,
    "signed_block": 1, "signed_at": NOW,
}  # fmt: skip


@pytest.fixture
def filled(engine: Engine) -> Engine:
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(insert(anchor).values(ANCHOR))
        connection.execute(insert(evm_entry).values(ENTRY))
        connection.execute(insert(evm_attempt).values(ATTEMPT))
    return engine


CHANGES = (
    update(anchor).values(state="pending"),
    update(anchor).values(root=b"x" * 32),
    update(anchor).values(size=6),
    delete(anchor),
    update(evm_entry).values(state="sent"),
    update(evm_entry).values(tx_hash=b"x" * 32),
    delete(evm_entry),
    update(evm_attempt).values(raw=b"other"),
    delete(evm_attempt),
)


def test_a_final_row_is_neither_changed_nor_removed(filled: Engine) -> None:
    for change in CHANGES:
        with pytest.raises(DBAPIError), writing(filled) as connection:
            connection.execute(change)


def test_evidence_may_still_be_added_to_a_final_anchor_and_then_stays(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.execute(update(anchor).values(evidence=b"proof", settled=True))
    with pytest.raises(DBAPIError), writing(filled) as connection:
        connection.execute(update(anchor).values(evidence=b"another"))


def test_a_lane_has_one_open_entry_at_most(filled: Engine) -> None:
    with writing(filled) as connection:
        connection.execute(insert(evm_entry).values({**ENTRY, "size": 6, "state": "planned"}))
    with pytest.raises(DBAPIError), writing(filled) as connection:
        connection.execute(insert(evm_entry).values({**ENTRY, "size": 7, "state": "sent"}))


def test_moments_are_whole_microseconds_on_both_databases(filled: Engine) -> None:
    with filled.connect() as connection:
        assert connection.execute(text("SELECT created_at FROM anchor")).scalar() == 1_767_225_600_000_000
