"""All nodes of one chain asked together: who is silent or on another chain does not count; who answers must agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from chronology.anchors.evm.abi import AnchoredHead, head_call, read_head
from chronology.anchors.evm.chain import ChainClient, Sending
from chronology.anchors.evm.values import Address, BlockNumber, ChainId, FeeQuote, Nonce, RawTransaction
from chronology.errors import PeerUnavailable
from chronology.types import LogId

Answer = TypeVar("Answer")

# The best news first: one node that has the transaction is enough.
BEST_FIRST = (
    Sending.ACCEPTED,
    Sending.KNOWN,
    Sending.NONCE_USED,
    Sending.UNDERPRICED,
    Sending.NO_FUNDS,
    Sending.REFUSED,
)


class Nodes:
    """The nodes of one chain, in the operator's order. Holds no state but whose chain was looked at."""

    def __init__(self, clients: Sequence[ChainClient], *, chain_id: ChainId) -> None:
        self.chain_id = chain_id
        self.clients = tuple(clients)
        self._right_chain: set[int] = set()

    def each(self, ask: Callable[[ChainClient], Answer]) -> list[Answer]:
        """What every node that answers says; raises PeerUnavailable where none does."""
        answers, silence = [], PeerUnavailable(f"No node of chain {self.chain_id} is set up.")
        for place, client in enumerate(self.clients):
            try:
                self._look_at_chain(place, client)
                answers.append(ask(client))
            except PeerUnavailable as error:
                self._right_chain.discard(place)  # it may come back as another node
                silence = error
        if not answers:
            raise silence
        return answers

    def nonce(self, account: Address) -> Nonce:
        """The furthest count: a node that lags behind names nonces that are used."""
        return max(self.each(lambda client: client.nonce(account)))

    def height(self) -> BlockNumber:
        """The highest block."""
        return max(self.each(lambda client: client.latest().number))

    def fees(self) -> FeeQuote:
        """The dearest base fee, which only bounds the price, and the lowest tip, which is truly paid."""
        quotes = self.each(lambda client: client.fees())
        return FeeQuote(max(quote.base for quote in quotes), min(quote.tip for quote in quotes))

    def head(self, contract: Address, publisher: Address, log_id: LogId) -> AnchoredHead:
        """The largest size that any node's contract holds; raises Malformed where there is no contract."""
        answers = self.each(lambda client: client.call(contract, head_call(publisher, log_id)))
        return max((read_head(answer) for answer in answers), key=lambda head: head.size)

    def send(self, raw: RawTransaction) -> Sending:
        """Hand it to every node; the best news counts."""
        return min(self.each(lambda client: client.send(raw)), key=BEST_FIRST.index)

    def _look_at_chain(self, place: int, client: ChainClient) -> None:
        if place in self._right_chain:
            return
        found = client.chain_id()
        if found != self.chain_id:
            raise PeerUnavailable(f"The node {client.name} follows chain {found}, not {self.chain_id}.")
        self._right_chain.add(place)
