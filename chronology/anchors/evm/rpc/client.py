"""One JSON-RPC node as a ChainClient, by web3; whatever goes wrong in between is PeerUnavailable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from eth_hash.auto import keccak
from web3 import HTTPProvider, Web3
from web3.exceptions import BlockNotFound, TransactionNotFound, Web3Exception, Web3RPCError
from web3.middleware import ExtraDataToPOAMiddleware
from web3.types import RPCEndpoint

from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.rpc.encoding import encode_header, encode_receipt, encode_transaction
from chronology.anchors.evm.rpc.refusals import meaning
from chronology.anchors.evm.rpc.session import BoundedSession
from chronology.anchors.evm.values import (
    Address,
    BlockBody,
    BlockHash,
    BlockNumber,
    BlockRef,
    ChainId,
    EventLog,
    FeeQuote,
    Gas,
    Mined,
    Nonce,
    RawTransaction,
    TxHash,
    Wei,
)
from chronology.errors import PeerUnavailable

MOST = 2**63
"""No height, index or amount of gas of any chain comes near; more would not fit into the store."""

# What web3 and we raise over an answer that is not of the form it should be.
NONSENSE = (
    Web3Exception,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    OSError,
    RecursionError,
)

HEADERS = {"Content-Type": "application/json", "User-Agent": "firstlight"}


class RpcClient:
    """Asks one node and believes nothing of its form; which of several nodes is right, the lane decides."""

    def __init__(self, url: str, *, session: requests.Session | None = None) -> None:
        """Nothing is asked yet. The address may hold a key, so it is never shown or logged: `name` is its host."""
        self.name = urlsplit(url).hostname or "node"
        provider = HTTPProvider(
            url, {"headers": HEADERS}, session=session or BoundedSession(), exception_retry_configuration=None
        )
        # Networks that are sealed by few, Polygon among them, have longer extra data than web3 takes otherwise.
        self._web3 = Web3(provider, middleware=[(ExtraDataToPOAMiddleware, "poa")])

    def chain_id(self) -> ChainId:
        """Ask the node for its chain."""
        with self._answering():
            return ChainId(int(self._web3.eth.chain_id))

    def latest(self) -> BlockRef:
        """Ask for the newest block."""
        with self._answering():
            return self._block("latest")

    def finalized(self) -> BlockRef:
        """Ask for the block of the finality tag."""
        with self._answering():
            return self._block("finalized")

    def block(self, number: BlockNumber) -> BlockRef | None:
        """Ask for the block at a height."""
        with self._answering():
            try:
                return self._block(number)
            except BlockNotFound:
                return None

    def mined(self, tx: TxHash) -> Mined | None:
        """Ask for a receipt; one for another transaction than asked is nonsense."""
        with self._answering():
            try:
                receipt: Any = self._web3.eth.get_transaction_receipt(tx)  # type: ignore[arg-type]
            except TransactionNotFound:
                return None
            return _mined(receipt, tx)

    def nonce(self, account: Address) -> Nonce:
        """Ask for the count of mined transactions."""
        with self._answering():
            return Nonce(_count(self._web3.eth.get_transaction_count(_checksum(account), "latest")))

    def balance(self, account: Address) -> Wei:
        """Ask what the account holds."""
        with self._answering():
            return Wei(int(self._web3.eth.get_balance(_checksum(account), "latest")))

    def fees(self) -> FeeQuote:
        """Ask for the base fee of the newest block and for the tip that the node advises."""
        with self._answering():
            block: Any = self._web3.eth.get_block("latest")
            return FeeQuote(Wei(int(block["baseFeePerGas"])), Wei(int(self._web3.eth.max_priority_fee)))

    def call(self, to: Address, data: bytes) -> bytes:
        """Run a read-only call."""
        with self._answering():
            return bytes(self._web3.eth.call({"to": _checksum(to), "data": data}, "latest"))

    def events(self, contract: Address, number: BlockNumber) -> tuple[EventLog, ...]:
        """Ask for the contract's events of one block."""
        with self._answering():
            logs: Any = self._web3.eth.get_logs(
                {"address": _checksum(contract), "fromBlock": number, "toBlock": number}
            )
            return tuple(_event(log) for log in logs)

    def send(self, raw: RawTransaction) -> Sending:
        """Hand in a transaction; what the node says against it comes back as a value."""
        with self._answering():
            try:
                self._web3.eth.send_raw_transaction(raw)
            except Web3RPCError as refusal:
                return meaning(str(refusal))
            return Sending.ACCEPTED

    def body(self, block_hash: BlockHash) -> BlockBody | None:
        """Ask for a whole block and bring it into the bytes that the chain hashes."""
        with self._answering():
            block = self._ask("eth_getBlockByHash", "0x" + block_hash.hex(), True)
            if block is None:
                return None
            receipts = self._ask("eth_getBlockReceipts", "0x" + block_hash.hex())
            transactions = tuple(self._transaction(one) for one in block["transactions"])
            return BlockBody(encode_header(block), transactions, tuple(encode_receipt(one) for one in receipts))

    def _transaction(self, transaction: Any) -> bytes:
        """A kind that is unknown here is asked for as bytes; whether it belongs to the block, its root tells."""
        try:
            encoded = encode_transaction(transaction)
        except KeyError:
            encoded = b""
        if "0x" + keccak(encoded).hex() == transaction["hash"]:
            return encoded
        return bytes.fromhex(self._ask("eth_getRawTransactionByHash", transaction["hash"]).removeprefix("0x"))

    def _ask(self, method: str, *parameters: object) -> Any:
        answer: Any = self._web3.provider.make_request(RPCEndpoint(method), list(parameters))
        if "error" in answer:
            raise Web3RPCError(str(answer["error"]))
        return answer["result"]

    def _block(self, which: Any) -> BlockRef:
        block: Any = self._web3.eth.get_block(which)
        time = datetime.fromtimestamp(int(block["timestamp"]), UTC)
        return BlockRef(
            self.chain_id(), BlockNumber(_count(block["number"])), BlockHash(_sized(block["hash"], 32)), time
        )

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except requests.RequestException as error:
            raise PeerUnavailable(f"The chain node {self.name} does not answer; it is asked again.") from error
        except NONSENSE as error:
            raise PeerUnavailable(f"The chain node {self.name} gave an answer that cannot be used.") from error


def _mined(receipt: Any, asked: TxHash) -> Mined:
    if bytes(receipt["transactionHash"]) != asked:
        raise ValueError("a receipt of another transaction")
    return Mined(
        hash=asked,
        block_number=BlockNumber(_count(receipt["blockNumber"])),
        block_hash=BlockHash(_sized(receipt["blockHash"], 32)),
        index=_count(receipt["transactionIndex"]),
        succeeded=int(receipt["status"]) == 1,
        gas_used=Gas(_count(receipt["gasUsed"])),
        gas_price=Wei(int(receipt["effectiveGasPrice"])),
        logs=tuple(_event(log) for log in receipt["logs"]),
    )


def _event(log: Any) -> EventLog:
    topics = tuple(_sized(topic, 32) for topic in log["topics"])
    return EventLog(Address(_sized(bytes.fromhex(str(log["address"])[2:]), 20)), topics, bytes(log["data"]))


def _count(value: Any) -> int:
    if not 0 <= int(value) < MOST:
        raise ValueError("a count beyond any chain's")
    return int(value)


def _sized(value: Any, size: int) -> bytes:
    if len(bytes(value)) != size:
        raise ValueError(f"{size} bytes were due")
    return bytes(value)


def _checksum(address: Address) -> Any:
    return Web3.to_checksum_address("0x" + address.hex())
