"""`python -m chronology.anchors.evm.gas`: what an anchor costs, measured on a real node and on the embedded chain.

Beside it the least that any transaction with the same bytes costs on the same node, and one transaction per record.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from eth_account import Account

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.chain import ChainClient, Sending
from chronology.anchors.evm.contract import load_artefact
from chronology.anchors.evm.deploying import deployment
from chronology.anchors.evm.embedded import EmbeddedChain
from chronology.anchors.evm.lane.fees import first_fees
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import PAYER_KEY, running
from chronology.anchors.evm.values import Address, Gas, RawTransaction, TxHash
from chronology.errors import ChronologyError, PeerUnavailable
from chronology.types import LogId, RootHash, TreeSize

SIZES = (1, 1_000, 1_000_000, 10**9, 2**40, 2**62, 2**64 - 1)
"""Trees that grow; a call with a larger number in it has fewer zero bytes and costs a little more."""
FULL = bytes(range(1, 33))
"""A log and root without a zero byte, which would cost 12 less: so the table shows the dearest."""
BATCHES = (1, 1_000, 1_000_000)
LIMIT = 30_000
"""The goal for a steady call."""
_GAS = 200_000


@dataclass(frozen=True, slots=True)
class Costs:
    """Gas of one chain's calls: `steady` one for each later size, `bare` a transfer that carries the same bytes."""

    chain: str
    deploy: Gas
    first: Gas
    steady: tuple[Gas, ...]
    bare: Gas


class Payer:
    """One account that sends and waits for its receipts."""

    def __init__(self, client: ChainClient, mine: Callable[[], None] = lambda: None) -> None:
        """`mine` makes the node close a block; the embedded chain does so by itself."""
        self._client, self._mine, self._account = client, mine, Account.from_key(PAYER_KEY)
        self.address = Address(bytes.fromhex(self._account.address[2:]))

    def call(self, to: Address, data: bytes) -> Gas:
        """Send and return the gas used; raises PeerUnavailable where it was not mined or did not hold."""
        fees = first_fees(self._client.fees())
        fields = {"type": 2, "chainId": self._client.chain_id(), "nonce": self._client.nonce(self.address)}
        prices = {"gas": _GAS, "maxFeePerGas": fees.max_fee, "maxPriorityFeePerGas": fees.max_tip}
        signed = self._account.sign_transaction({**fields, **prices, "to": bytes(to), "value": 0, "data": data})
        return self.sent(RawTransaction(bytes(signed.raw_transaction)), TxHash(bytes(signed.hash)))

    def sent(self, raw: RawTransaction, tx: TxHash) -> Gas:
        """Send what is signed already."""
        said = self._client.send(raw)
        self._mine()
        mined = self._client.mined(tx)
        if said is not Sending.ACCEPTED or mined is None or not mined.succeeded:
            raise PeerUnavailable(f"{self._client.name} did not mine a call of the gas table ({said}).")
        return mined.gas_used


def measure(client: ChainClient, payer: Payer, chain: str) -> Costs:
    """Deploy and anchor, each in a block of its own."""
    made = deployment(client, PAYER_KEY)
    deploy = payer.sent(made.raw, made.hash)
    calls = [anchor_call(LogId(FULL), TreeSize(size), RootHash(FULL)) for size in SIZES]
    first, *steady = [payer.call(made.contract, data) for data in calls]
    return Costs(chain, deploy, first, tuple(steady), payer.call(payer.address, calls[2]))


def measure_node() -> Costs:
    """A real node; raises PeerUnavailable where it is not installed."""
    with running() as node:
        client = RpcClient(node.url)
        return measure(client, Payer(client, node.mine), str(node.ask("web3_clientVersion")))


def measure_embedded() -> Costs:
    """The embedded chain, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        chain = EmbeddedChain(Path(folder) / "chain.sqlite3", clock=lambda: datetime.now(UTC))
        with closing(chain):
            payer = Payer(chain)
            chain.endow(payer.address)
            return measure(chain, payer, chain.name)


def table(costs: list[Costs]) -> str:
    """The figures for people."""
    lines = [f"contract  {load_artefact().contract}, {load_artefact().compiler}", ""]
    for one in costs:
        lines += [*_anchors(one), ""]
    return "\n".join(lines + _records(costs[0]))


def _anchors(costs: Costs) -> list[str]:
    usual, dearest = median(costs.steady), max(costs.steady)
    goal = "reached" if dearest <= LIMIT else "MISSED"
    return [
        costs.chain,
        f"  deploy, once for everybody             {costs.deploy:>9,}",
        f"  first anchor of a log                  {costs.first:>9,}",
        f"  steady anchor, median                  {usual:>9,.0f}",
        f"  steady anchor, dearest ({len(costs.steady)} sizes)       {dearest:>9,}   goal {LIMIT:,}: {goal}",
        f"  a transaction of these bytes, no call  {costs.bare:>9,}   the limit: {usual / costs.bare:.2f} times that",
    ]


def _records(costs: Costs) -> list[str]:
    dearest = max(costs.steady)
    lines = ["records in one anchor    gas per record    one bare transaction each would cost"]
    for batch in BATCHES:
        each = dearest / batch
        lines.append(f"{batch:>21,}    {each:>14,.4f}    {costs.bare / each:>12,.1f} times as much")
    return [*lines, "293,000-352,000 gas per work were measured for a public system before, not in this run."]


def main() -> int:
    """Print the table; 0 when measured, 3 where a chain is missing."""
    try:
        costs = [measure_node(), measure_embedded()]
    except ChronologyError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    sys.stdout.write(table(costs) + "\n")
    return 0 if all(max(one.steady) <= LIMIT for one in costs) else 1


if __name__ == "__main__":
    sys.exit(main())
