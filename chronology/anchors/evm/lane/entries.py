"""What happens to the rows of a lane: each change is one transaction of the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select, update

from chronology.anchors.evm.lane.following import Sight
from chronology.anchors.evm.lane.spending import spent
from chronology.anchors.evm.lane.steps import OPEN, Attempt, Entry, Step, attempts_of, read_entry
from chronology.anchors.evm.lane.tables import evm_attempt, evm_entry
from chronology.anchors.evm.values import Address, BlockNumber, ChainId, Nonce, Signed, Transaction, TxHash, Wei
from chronology.anchors.protocol import AnchorTarget
from chronology.schema.engines import reading, writing
from chronology.types import LogId, TreeSize


class Entries:
    """The entries of one account for one contract; nonces and spending are of the account, whatever it calls."""

    def __init__(self, engine: Engine, *, chain_id: ChainId, account: Address, contract: Address) -> None:
        self._engine = engine
        self._account = (evm_entry.c.chain_id == chain_id, evm_entry.c.account == account)
        self._lane = (*self._account, evm_entry.c.contract == contract)
        self._chain_id, self._payer, self._contract = chain_id, account, contract

    def find(self, log_id: LogId, size: TreeSize) -> Entry | None:
        """The entry of one checkpoint."""
        with reading(self._engine) as connection:
            return self._find(connection, log_id, size)

    def plan(self, target: AnchorTarget, *, now: datetime) -> Entry | None:
        """Enter a checkpoint; one that is only planned gives way, and while another is on its way there is None."""
        with writing(self._engine) as connection:
            if known := self._find(connection, target.log_id, target.size):
                return known
            if not self._make_room(connection, target, now):
                return None
            connection.execute(
                insert(evm_entry).values(
                    chain_id=self._chain_id,
                    account=self._payer,
                    contract=self._contract,
                    log_id=target.log_id,
                    size=target.size,
                    root=target.root,
                    state=Step.PLANNED,
                    detail="",
                    created_at=now,
                    changed_at=now,
                )
            )
            return self._find(connection, target.log_id, target.size)

    def attempts(self, entry: Entry) -> tuple[Attempt, ...]:
        """Every transaction that was ever signed for the entry, oldest first."""
        with reading(self._engine) as connection:
            return attempts_of(connection, entry)

    def store_signed(
        self, entry: Entry, plan: Transaction, signed: Signed, *, height: BlockNumber, now: datetime
    ) -> None:
        """Store a transaction before anybody sees it."""
        with writing(self._engine) as connection:
            known = connection.execute(select(evm_attempt.c.id).where(evm_attempt.c.tx_hash == signed.hash)).scalar()
            moment = {"signed_at": now, "signed_block": height}
            if known is None:
                connection.execute(insert(evm_attempt).values(_attempt_row(entry, plan, signed) | moment))
            else:  # the wallet signs alike each time: the very same transaction once more
                connection.execute(update(evm_attempt).where(evm_attempt.c.id == known).values(moment))
            _change(connection, entry, now, state=Step.SIGNED, detail="")

    def mark_sent(self, entry: Entry, attempt: Attempt, *, now: datetime, detail: str = "") -> None:
        """A node has it."""
        with writing(self._engine) as connection:
            connection.execute(update(evm_attempt).where(evm_attempt.c.id == attempt.id).values(sent_at=now))
            _change(connection, entry, now, state=Step.SENT, detail=detail)

    def mark_mined(self, entry: Entry, sight: Sight, *, now: datetime, detail: str = "") -> None:
        """It stands in a block, for now."""
        with writing(self._engine) as connection:
            _change(connection, entry, now, state=Step.MINED, detail=detail, **_place(sight))

    def mark_back(self, entry: Entry, step: Step, *, now: datetime, detail: str) -> None:
        """It stands in no block (any more)."""
        place = {"tx_hash": None, "block_number": None, "block_hash": None, "block_time": None}
        with writing(self._engine) as connection:
            _change(connection, entry, now, state=step, detail=detail, **place)

    def close(
        self, entry: Entry, step: Step, sight: Sight, paid: dict[TxHash, Wei], *, now: datetime, detail: str
    ) -> None:
        """It is settled for good; `paid` says what was mined and at what cost; rivals of those nonces cost nothing."""
        with writing(self._engine) as connection:
            attempts = attempts_of(connection, entry)
            for attempt in attempts:
                cost = paid.get(attempt.tx_hash, Wei(0) if _lost(attempt, attempts, paid) else None)
                connection.execute(update(evm_attempt).where(evm_attempt.c.id == attempt.id).values(paid=cost))
            _change(connection, entry, now, state=step, detail=detail, **_place(sight))

    def note(self, entry: Entry, detail: str, *, now: datetime) -> None:
        """Say why it waits."""
        if detail != entry.detail:
            with writing(self._engine) as connection:
                _change(connection, entry, now, detail=detail)

    def next_nonce(self) -> Nonce:
        """One more than the last nonce that is used for good; nodes that lag behind may name a lower one."""
        query = (
            select(evm_attempt.c.nonce)
            .join(evm_entry, evm_attempt.c.tx_hash == evm_entry.c.tx_hash)
            .where(*self._account, evm_entry.c.state.in_((Step.FINAL, Step.FAILED, Step.SUPERSEDED)))
            .order_by(evm_attempt.c.nonce.desc())
            .limit(1)
        )
        with reading(self._engine) as connection:
            last = connection.execute(query).scalar()
        return Nonce(0 if last is None else last + 1)

    def spent(self, *, now: datetime, without: Nonce) -> Wei:
        """What counts against the daily limit of the account, but for one nonce."""
        unused = self.next_nonce()
        return spent(
            self._engine, chain_id=self._chain_id, account=self._payer, now=now, without=without, unused=unused
        )

    def _find(self, connection: Connection, log_id: LogId, size: TreeSize) -> Entry | None:
        query = select(evm_entry).where(*self._lane, evm_entry.c.log_id == log_id, evm_entry.c.size == size)
        row = connection.execute(query).mappings().one_or_none()
        return None if row is None else read_entry(row)

    def _make_room(self, connection: Connection, target: AnchorTarget, now: datetime) -> bool:
        query = select(evm_entry).where(*self._lane, evm_entry.c.state.in_(OPEN))
        row = connection.execute(query).mappings().one_or_none()
        if row is None:
            return True
        open_entry = read_entry(row)
        if open_entry.step != Step.PLANNED or open_entry.log_id != target.log_id or open_entry.size > target.size:
            return False
        _change(connection, open_entry, now, state=Step.SUPERSEDED, detail="A newer checkpoint went instead.")
        return True


def _change(connection: Connection, entry: Entry, now: datetime, **values: object) -> None:
    connection.execute(update(evm_entry).where(evm_entry.c.id == entry.id).values(changed_at=now, **values))


def _place(sight: Sight) -> dict[str, object]:
    mined = sight.mined
    return {
        "tx_hash": mined.hash,
        "block_number": mined.block_number,
        "block_hash": mined.block_hash,
        "block_time": sight.block_time,
    }


def _lost(attempt: Attempt, attempts: Sequence[Attempt], paid: dict[TxHash, Wei]) -> bool:
    """Whether another transaction took this one's nonce."""
    return attempt.nonce in {one.nonce for one in attempts if one.tx_hash in paid}


def _attempt_row(entry: Entry, plan: Transaction, signed: Signed) -> dict[str, object]:
    return {
        "entry_id": entry.id,
        "nonce": plan.nonce,
        "tx_hash": signed.hash,
        "raw": signed.raw,
        "gas": plan.gas,
        "max_fee": plan.max_fee,
        "max_tip": plan.max_tip,
    }
