"""The state of a chain at one named block, read from one node: code of accounts and answers of contracts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from web3.exceptions import Web3RPCError

from chronology.anchors.evm.rpc.client import RpcClient
from chronology.anchors.evm.values import Address, BlockHash, BlockNumber, BlockRef
from chronology.errors import PeerUnavailable

MAX_CODE_BYTES: Final = 24_576
"""EIP-170: no account of any public chain has more."""
MAX_RETURN_BYTES: Final = 65_536
"""Whoever asks reads one word; a contract may return what it likes."""
CALL_GAS: Final = 10_000_000
"""The dearest known wallet checks a passkey's signature for less than a fifth of it."""
REVERTED: Final = 3
"""The code that most nodes give where a contract refused; some say it in the message or the data alone."""


class StateReader(RpcClient):
    """Reads; sends nothing. Blocks are named by hash and must be on the node's present chain (EIP-1898)."""

    def code(self, account: Address, block: BlockHash) -> bytes:
        """The code of an account after a block; empty where it has none."""
        with self._answering():
            return _bytes(self._ask("eth_getCode", _hex(account), _named(block)), MAX_CODE_BYTES)

    def call_at(self, to: Address, data: bytes, block: BlockHash) -> bytes:
        """Run a read-only call on the state after a block; empty bytes where the contract reverts or is none."""
        asked = {"to": _hex(to), "data": _hex(data), "gas": hex(CALL_GAS)}
        with self._answering():
            answer: Any = self._web3.provider.make_request("eth_call", [asked, _named(block)])  # type: ignore[arg-type]
            if "error" not in answer:
                return _bytes(answer["result"], MAX_RETURN_BYTES)
            if _reverted(answer["error"]):
                return b""
            raise Web3RPCError(str(answer["error"])[:200])

    def block_numbered(self, number: int) -> BlockRef:
        """The block at a height; raises PeerUnavailable above the head, and for a block of another height."""
        found = self.block(BlockNumber(number))
        if found is None or found.number != number:
            raise PeerUnavailable(f"The chain node {self.name} has no block {number} yet.")
        return found


def _named(block: BlockHash) -> dict[str, object]:
    return {"blockHash": _hex(block), "requireCanonical": True}


def _reverted(error: Any) -> bool:
    """Whether it was the contract that refused; a node out of time, gas or state only did not answer."""
    if not isinstance(error, Mapping):
        return False
    words = f"{error.get('message', '')} {error.get('data', '')}".lower()
    return error.get("code") == REVERTED or "reverted" in words


def _hex(value: bytes) -> str:
    return "0x" + value.hex()


def _bytes(answer: Any, most: int) -> bytes:
    found = bytes.fromhex(str(answer).removeprefix("0x"))
    if not str(answer).startswith("0x") or len(found) > most:
        raise ValueError("not the bytes that were due")
    return found
