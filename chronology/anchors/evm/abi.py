"""The interface of the anchoring contract: the encodings of its two functions and of its one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from eth_abi.abi import decode, encode
from eth_abi.exceptions import DecodingError
from eth_hash.auto import keccak

from chronology.anchors.evm.values import Address, EventLog
from chronology.errors import Malformed
from chronology.types import LogId, RootHash, TreeSize

ANCHOR_SIGNATURE = "anchor(bytes32,uint64,bytes32)"
HEAD_SIGNATURE = "head(address,bytes32)"
EVENT_SIGNATURE = "Anchored(address,bytes32,uint64,bytes32)"
ANCHOR_SELECTOR = keccak(ANCHOR_SIGNATURE.encode())[:4]
HEAD_SELECTOR = keccak(HEAD_SIGNATURE.encode())[:4]
EVENT_TOPIC = keccak(EVENT_SIGNATURE.encode())


@dataclass(frozen=True, slots=True)
class AnchoredHead:
    """What the contract holds for one publisher and log: size 0 where nothing was anchored yet."""

    size: TreeSize
    time: datetime


@dataclass(frozen=True, slots=True)
class AnchoredEvent:
    """One `Anchored` event."""

    contract: Address
    publisher: Address
    log_id: LogId
    size: TreeSize
    root: RootHash


def anchor_call(log_id: LogId, size: TreeSize, root: RootHash) -> bytes:
    """The input of `anchor(logId, size, root)`."""
    return ANCHOR_SELECTOR + encode(["bytes32", "uint64", "bytes32"], [log_id, size, root])


def head_call(publisher: Address, log_id: LogId) -> bytes:
    """The input of `head(publisher, logId)`."""
    return HEAD_SELECTOR + encode(["address", "bytes32"], [publisher, log_id])


def read_head(answer: bytes) -> AnchoredHead:
    """Read what `head` returned; raises Malformed, also where no contract answered."""
    try:
        size, time = decode(["uint64", "uint64"], answer)
        return AnchoredHead(TreeSize(size), datetime.fromtimestamp(time, UTC))
    except (DecodingError, OverflowError, ValueError, OSError) as error:
        raise Malformed("No anchoring contract answers at this address; check EVM_CONTRACT and the chain.") from error


def read_event(log: EventLog) -> AnchoredEvent | None:
    """Read one event; None where it is another contract's kind of event."""
    if len(log.topics) != 3 or log.topics[0] != EVENT_TOPIC or len(log.data) != 64:
        return None
    try:
        size, root = decode(["uint64", "bytes32"], log.data)
    except DecodingError:
        return None
    publisher, log_id = Address(log.topics[1][12:]), LogId(log.topics[2])
    return AnchoredEvent(log.address, publisher, log_id, TreeSize(size), RootHash(root))
