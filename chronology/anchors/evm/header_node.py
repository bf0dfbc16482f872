"""The reader's own node, asked for block headers and nothing else.

Made of the standard library alone, so that a checker needs neither web3 nor requests.
Source: the Ethereum JSON-RPC API, `eth_chainId` and `eth_getBlockByNumber`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Protocol, TypeVar
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from chronology.anchors.evm.values import BlockHash, BlockNumber, BlockRef, ChainId
from chronology.errors import PeerUnavailable

T = TypeVar("T")

ANSWER_SECONDS = 10.0
"""A node that follows its chain answers within one."""
MAX_ANSWER_BYTES = 4 * 1024 * 1024
"""A block without its transactions' bodies lists one hash of 66 letters for each of some 10^4."""


class Ask(Protocol):
    """Posts a JSON body and returns the answer's body; raises OSError where that fails."""

    def __call__(self, url: str, body: bytes, /) -> bytes: ...


class HeaderNode:
    """One JSON-RPC node that its user trusts. Raises PeerUnavailable where it is silent or speaks nonsense."""

    def __init__(self, url: str, *, ask: Ask | None = None) -> None:
        """Nothing is asked yet. The address may hold a key, so it is never shown: `name` is its host."""
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise PeerUnavailable("The address of a node begins with http:// or https:// and names a host.")
        self.name = urlsplit(url).hostname or ""
        self._url, self._ask = url, ask or _post

    def chain_id(self) -> ChainId:
        """The chain that the node follows."""
        return self._read(lambda told: ChainId(_number(told)), "eth_chainId")

    def block(self, number: BlockNumber) -> BlockRef | None:
        """The block at this height of the node's present chain; None above its head."""
        return self._block(hex(number))

    def finalized(self) -> BlockRef:
        """The newest block that the chain's finality tag covers."""
        found = self._block("finalized")
        if found is None:
            raise PeerUnavailable(f"The node {self.name} does not know what is final.")
        return found

    def _block(self, which: str) -> BlockRef | None:
        chain_id = self.chain_id()
        return self._read(lambda told: _ref(chain_id, told), "eth_getBlockByNumber", which, False)

    def _read(self, reading: Callable[[object], T], method: str, *parameters: object) -> T:
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(parameters)}
        try:
            answer = json.loads(self._ask(self._url, json.dumps(asked).encode()))
            return reading(answer["result"])
        except (OSError, HTTPException, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            raise PeerUnavailable(f"The node {self.name} did not answer {method} with what it should.") from error


def _ref(chain_id: ChainId, told: object) -> BlockRef | None:
    if told is None:
        return None
    if not isinstance(told, dict):
        raise TypeError
    block_hash = bytes.fromhex(str(told["hash"]).removeprefix("0x"))
    if len(block_hash) != 32:
        raise ValueError
    time = datetime.fromtimestamp(_number(told["timestamp"]), UTC)
    return BlockRef(chain_id, BlockNumber(_number(told["number"])), BlockHash(block_hash), time)


def _number(told: object) -> int:
    if not isinstance(told, str) or not told.startswith("0x") or len(told) > 66:
        raise ValueError
    return int(told, 16)


class _NoRedirect(HTTPRedirectHandler):
    """A node that sends us elsewhere is not the node that was named."""

    def redirect_request(self, *_: object) -> None:
        return None


def _post(url: str, body: bytes) -> bytes:
    request = Request(url, data=body, headers={"Content-Type": "application/json"})  # noqa: S310 - scheme is checked
    with build_opener(ProxyHandler({}), _NoRedirect()).open(request, timeout=ANSWER_SECONDS) as answer:
        told: bytes = answer.read(MAX_ANSWER_BYTES + 1)
    if len(told) > MAX_ANSWER_BYTES:
        raise ValueError
    return told
