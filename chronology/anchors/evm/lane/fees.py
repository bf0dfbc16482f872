"""Prices of one gas, EIP-1559."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.anchors.evm.values import FeeQuote, Wei


@dataclass(frozen=True, slots=True)
class Fees:
    """What one gas may cost at most, and how much of it may go to the block's maker."""

    max_fee: Wei
    max_tip: Wei


def first_fees(quote: FeeQuote) -> Fees:
    """Twice the base fee: six full blocks in a row, 12.5 % dearer each, do not price this out."""
    return Fees(Wei(2 * quote.base + quote.tip), quote.tip)


def bumped(old: Fees, quote: FeeQuote) -> Fees:
    """Outbid an earlier transaction: both prices by 12.5 % at least (nodes ask 10 %), more if the chain got dearer."""
    now = first_fees(quote)
    return Fees(max(_more(old.max_fee), now.max_fee), max(_more(old.max_tip), now.max_tip))


def _more(price: Wei) -> Wei:
    return Wei((price * 9 + 7) // 8 + (price == 0))
