"""What left a wallet, or still may: the sum that the daily limit bounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, select

from chronology.anchors.evm.lane.steps import OPEN, Attempt, read_attempt
from chronology.anchors.evm.lane.tables import evm_attempt, evm_entry
from chronology.anchors.evm.values import Address, ChainId, Nonce, Wei
from chronology.schema.engines import reading

DAY = timedelta(hours=24)


def spent(engine: Engine, *, chain_id: ChainId, account: Address, now: datetime, without: Nonce, unused: Nonce) -> Wei:
    """What the account's transactions of the last 24 hours cost or may yet cost at worst, but for one nonce.

    From `unused` on no nonce is used for good: what was ever signed for those may still be mined, however old it is.
    """
    ours = (evm_entry.c.chain_id == chain_id, evm_entry.c.account == account, evm_attempt.c.nonce != without)
    since = now - DAY  # an entry closes when its block is final: what was paid counts from then on
    recent = or_(evm_attempt.c.signed_at > since, evm_entry.c.changed_at > since, evm_entry.c.state.in_(OPEN))
    counted = or_(recent, evm_attempt.c.nonce >= unused)
    with reading(engine) as connection:
        rows = connection.execute(select(evm_attempt).join(evm_entry).where(*ours, counted)).mappings()
        attempts = [read_attempt(row) for row in rows]
    nonces = {one.nonce for one in attempts}
    return Wei(sum(_worst([one for one in attempts if one.nonce == nonce]) for nonce in nonces))


def _worst(attempts: Sequence[Attempt]) -> Wei:
    """What one nonce cost, or may cost at most: of all its transactions only one can be mined."""
    if any(one.paid is not None for one in attempts):
        return Wei(sum(one.paid or 0 for one in attempts))
    return Wei(max(one.gas * one.fees.max_fee for one in attempts))
