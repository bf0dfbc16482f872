"""What the chain's own objects say, in the words that every chain client uses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import rlp
from eth.abc import BlockHeaderAPI, LogAPI, ReceiptAPI, SignedTransactionAPI
from eth.exceptions import TransactionNotFound
from eth.vm.spoof import SpoofTransaction
from eth_typing import Address as EvmAddress
from eth_typing import BlockNumber as EvmBlockNumber
from eth_typing import Hash32

from chronology.anchors.evm.development import EMBEDDED_CHAIN_ID
from chronology.anchors.evm.embedded.rules import GAS_LIMIT, Rules, base_fee
from chronology.anchors.evm.values import (
    Address,
    BlockBody,
    BlockHash,
    BlockNumber,
    BlockRef,
    EventLog,
    Gas,
    Mined,
    TxHash,
    Wei,
)


def ref_of(header: BlockHeaderAPI) -> BlockRef:
    """Name a block."""
    time = datetime.fromtimestamp(header.timestamp, UTC)
    return BlockRef(EMBEDDED_CHAIN_ID, BlockNumber(header.block_number), BlockHash(header.hash), time)


def header_at(chain: Rules, number: BlockNumber) -> BlockHeaderAPI | None:
    """The header at this height; None above the head."""
    if not 0 <= number <= chain.get_canonical_head().block_number:
        return None
    return chain.get_canonical_block_header_by_number(EvmBlockNumber(number))


def mined_of(chain: Rules, tx: TxHash) -> Mined | None:
    """The receipt of a transaction; None where the chain does not have it."""
    try:
        number, index = chain.get_canonical_transaction_index(Hash32(tx))
    except TransactionNotFound:
        return None
    header = chain.get_canonical_block_header_by_number(number)
    receipts = _receipts(chain, header)
    receipt, before = receipts[index], receipts[index - 1].gas_used if index else 0
    return Mined(
        hash=tx,
        block_number=BlockNumber(number),
        block_hash=BlockHash(header.hash),
        index=index,
        succeeded=receipt.state_root == b"\x01",
        gas_used=Gas(receipt.gas_used - before),
        gas_price=_price(chain.get_canonical_transaction(Hash32(tx)), header),
        logs=tuple(map(_event, receipt.logs)),
    )


def events_in(chain: Rules, contract: Address, header: BlockHeaderAPI) -> tuple[EventLog, ...]:
    """The events of one contract in one block."""
    found = (_event(log) for receipt in _receipts(chain, header) for log in receipt.logs)
    return tuple(one for one in found if one.address == contract)


def body_of(chain: Rules, header: BlockHeaderAPI) -> BlockBody:
    """The whole block in its consensus encodings."""
    transactions = chain.get_block_by_header(header).transactions
    receipts = _receipts(chain, header)
    return BlockBody(rlp.encode(header), tuple(t.encode() for t in transactions), tuple(r.encode() for r in receipts))


def call(chain: Rules, to: Address, data: bytes) -> bytes:
    """Run a read-only call on the newest state, in nobody's name."""
    asked = chain.create_unsigned_transaction(
        nonce=0, gas_price=0, gas=GAS_LIMIT, to=EvmAddress(to), value=0, data=data
    )
    asking = cast(SignedTransactionAPI, SpoofTransaction(asked, from_=EvmAddress(bytes(20))))
    return bytes(chain.get_transaction_result(asking, chain.get_canonical_head()))


def _receipts(chain: Rules, header: BlockHeaderAPI) -> tuple[ReceiptAPI, ...]:
    decoder = chain.get_vm_class_for_block_number(header.block_number).get_receipt_builder()
    return tuple(chain.chaindb.get_receipts(header, decoder))


def _event(log: LogAPI) -> EventLog:
    topics = tuple(topic.to_bytes(32, "big") for topic in log.topics)
    return EventLog(Address(log.address), topics, log.data)


def _price(transaction: SignedTransactionAPI, header: BlockHeaderAPI) -> Wei:
    base = base_fee(header)
    return Wei(base + min(transaction.max_priority_fee_per_gas, transaction.max_fee_per_gas - base))
