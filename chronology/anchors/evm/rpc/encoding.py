"""Blocks, transactions and receipts from a node's JSON back into the bytes that the chain hashes.

Sources: EIP-2718 (typed envelopes), EIP-155, 2930, 1559, 4844, 7702 (transactions), 4895, 4788, 7685 (header fields).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import rlp

WORDS_OF_HEADER = "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom"
NUMBERS_OF_HEADER = "#difficulty #number #gasLimit #gasUsed #timestamp"
HEADER = (*WORDS_OF_HEADER.split(), *NUMBERS_OF_HEADER.split(), "extraData", "mixHash", "nonce")
# Later forks only ever added fields at the end; a header ends where the node names no further one.
LATER_HEADER = (
    "#baseFeePerGas",
    "withdrawalsRoot",
    "#blobGasUsed",
    "#excessBlobGas",
    "parentBeaconBlockRoot",
    "requestsHash",
)

SIGNATURE = ("#yParity", "#r", "#s")
FEES = ("#maxPriorityFeePerGas", "#maxFeePerGas")
CALL = ("#gas", "to", "#value", "input")
TRANSACTIONS = {
    0: ("#nonce", "#gasPrice", *CALL, "#v", "#r", "#s"),
    1: ("#chainId", "#nonce", "#gasPrice", *CALL, "accessList", *SIGNATURE),
    2: ("#chainId", "#nonce", *FEES, *CALL, "accessList", *SIGNATURE),
    3: ("#chainId", "#nonce", *FEES, *CALL, "accessList", "#maxFeePerBlobGas", "blobVersionedHashes", *SIGNATURE),
    4: ("#chainId", "#nonce", *FEES, *CALL, "accessList", "authorizationList", *SIGNATURE),
}

# A name with "#" is a number, which RLP writes without leading zeros; the others are bytes as they are.
Json = Mapping[str, Any]


def encode_header(block: Json) -> bytes:
    """The RLP of a block header."""
    later = []
    for name in LATER_HEADER:
        if block.get(name.lstrip("#")) is None:
            break
        later.append(name)
    return _rlp([_field(block, name) for name in (*HEADER, *later)])


def encode_transaction(transaction: Json) -> bytes:
    """A transaction as it stands in its block; raises KeyError for a kind that is not known here."""
    kind = _kind(transaction)
    return _enveloped(kind, [_field(transaction, name) for name in TRANSACTIONS[kind]])


def encode_receipt(receipt: Json) -> bytes:
    """A receipt as it stands in its block's receipt tree."""
    outcome = _field(receipt, "#status" if receipt.get("status") is not None else "root")
    logs = [
        [_bytes(log["address"]), [_bytes(one) for one in log["topics"]], _bytes(log["data"])] for log in receipt["logs"]
    ]
    return _enveloped(
        _kind(receipt), [outcome, _field(receipt, "#cumulativeGasUsed"), _field(receipt, "logsBloom"), logs]
    )


def _kind(item: Json) -> int:
    return int(item.get("type") or "0x0", 16)


def _enveloped(kind: int, fields: Sequence[Any]) -> bytes:
    return (bytes([kind]) if kind else b"") + _rlp(fields)


def _field(item: Json, name: str) -> Any:
    if name == "#yParity":
        return _number(item["yParity"] if item.get("yParity") is not None else item["v"])
    if name.startswith("#"):
        return _number(item[name[1:]])
    if name == "accessList":
        return [[_bytes(one["address"]), [_bytes(key) for key in one["storageKeys"]]] for one in item[name]]
    if name == "authorizationList":
        return [[_field(one, part) for part in ("#chainId", "address", "#nonce", *SIGNATURE)] for one in item[name]]
    if name == "blobVersionedHashes":
        return [_bytes(one) for one in item[name]]
    return b"" if item[name] is None else _bytes(item[name])  # `to` is null where a contract is made


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _number(text: str) -> bytes:
    number = int(text, 16)
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _rlp(fields: Sequence[Any]) -> bytes:
    return bytes(rlp.encode(fields))
