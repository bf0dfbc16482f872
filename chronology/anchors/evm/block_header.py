"""The few fields of a block header that evidence needs.

Source: Yellow Paper section 4.4; later forks only added fields at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from eth_hash.auto import keccak

from chronology.anchors.evm.rlp_reading import as_bytes, as_number, read_fields
from chronology.anchors.evm.values import BlockHash, BlockNumber
from chronology.errors import Malformed

FEWEST_FIELDS = 15
"""Of the first public blocks."""
MOST_FIELDS = 32
"""Prague has 21; each fork of the past added at most three."""
_TRANSACTIONS, _RECEIPTS, _NUMBER, _TIME = 4, 5, 8, 11


@dataclass(frozen=True, slots=True)
class BlockHeader:
    """Roots are 32 bytes, the time is UTC as the block's maker wrote it."""

    hash: BlockHash
    number: BlockNumber
    time: datetime
    transactions_root: bytes
    receipts_root: bytes


def read_header(header: bytes) -> BlockHeader:
    """Read the RLP of a header; raises Malformed."""
    fields = read_fields(header, FEWEST_FIELDS, MOST_FIELDS)
    try:
        time = datetime.fromtimestamp(as_number(fields[_TIME]), UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise Malformed("The time of the block is beyond every calendar.") from error
    return BlockHeader(
        hash=BlockHash(keccak(header)),
        number=BlockNumber(as_number(fields[_NUMBER])),
        time=time,
        transactions_root=as_bytes(fields[_TRANSACTIONS], 32),
        receipts_root=as_bytes(fields[_RECEIPTS], 32),
    )
