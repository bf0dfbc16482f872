"""What an operator may set of a lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chronology.anchors.evm.values import Address, Gas, Wei

ANCHOR_GAS = Gas(80_000)
"""The limit of one call: the first costs 47,000, a later one 30,000; what is not used is not paid."""


@dataclass(frozen=True, slots=True)
class LaneRules:
    """`daily_limit` bounds what may leave the wallet in any 24 hours, counted at the worst price that was signed.

    A silent transaction is sent again after `resend_after` and outbid after `bump_after`.
    """

    contract: Address
    daily_limit: Wei
    gas: Gas = ANCHOR_GAS
    resend_after: timedelta = timedelta(seconds=30)
    bump_after: timedelta = timedelta(seconds=120)
