"""A real EVM node for tests, rigs and the gas table: starts the pinned anvil on a free port of 127.0.0.1 and ends it.

Its chain is empty at each start and its keys are public: it never belongs near anything that is to last.
"""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from chronology.anchors.evm.values import ChainId
from chronology.errors import PeerUnavailable

INSTALLED = Path(__file__).resolve().parents[3] / "scripts/anvil/node_modules/@foundry-rs"
START_SECONDS = 20
"""A loaded machine needs a second; beyond this it will not come."""
ANSWER_SECONDS = 20
"""The longest of its calls, a re-organisation of 64 blocks, needs a hundredth of that."""
FINAL_AFTER = 64
"""This node calls a block final once 64 later ones stand on it (two epochs)."""
KEPT_STATES = 20_000
"""States of blocks that it keeps in memory. Those it puts on disk (beyond some 900) it loses at a re-organisation."""
CHAIN_ID = ChainId(31337)
PAYER_KEY = bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")
"""The first of the node's own keys, printed in its public documentation; it holds play money on no chain at all."""


@dataclass(frozen=True, slots=True)
class TestNode:
    """A running node; `ask` calls any JSON-RPC method, also those that make its weather."""

    __test__ = False  # the name begins like a test's

    url: str
    session: requests.Session

    def ask(self, method: str, *params: object) -> object:
        """Call one method and return its result; raises PeerUnavailable where the node is gone or refuses."""
        asked = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(params)}
        try:
            answer = self.session.post(self.url, json=asked, timeout=ANSWER_SECONDS).json()
        except requests.RequestException as error:
            raise PeerUnavailable("The test node does not answer.") from error
        if "error" in answer:
            raise PeerUnavailable(f"The test node refused {method}: {answer['error']['message']}")
        return answer["result"]

    def mine(self, blocks: int = 1) -> None:
        """Add blocks a second apart, the first with all that waits in the pool."""
        self.ask("anvil_mine", hex(blocks), hex(1))


def program() -> Path | None:
    """The node's program, None where `make` could not install it."""
    found = sorted(INSTALLED.glob("*/bin/anvil"))
    return found[0] if found else None


@contextmanager
def running(*options: str, port: int | None = None) -> Iterator[TestNode]:
    """Run a node that mines when told (`mine`), or as `options` say (`--block-time 1`); it ends with the block.

    Raises PeerUnavailable where the program is missing or does not start.
    """
    path, port = program(), port or _free_port()
    if path is None:
        raise PeerUnavailable("The test node is not installed; run `sh scripts/anvil/install`.")
    mining = () if options else ("--no-mining",)
    place = ("--host", "127.0.0.1", "--port", str(port), "--silent", "--prune-history", str(KEPT_STATES))
    command = [str(path), *place, *mining, *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 our own program
    try:
        with requests.Session() as session:
            session.trust_env = False
            node = TestNode(f"http://127.0.0.1:{port}", session)
            _wait(node, process)
            yield node
    finally:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(node: TestNode, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            node.ask("eth_chainId")
        except PeerUnavailable:
            time.sleep(0.02)
        else:
            return
    raise PeerUnavailable("The test node did not start.")
