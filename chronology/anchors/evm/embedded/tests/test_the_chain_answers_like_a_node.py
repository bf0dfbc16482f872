"""The embedded chain answers as a node does, keeps everything over restarts, and leaves the process as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest

from chronology.anchors.evm.abi import anchor_call
from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.contract.tests.people import LOG, NOON, Publisher, new_chain, root
from chronology.anchors.evm.embedded import EMBEDDED_CHAIN_ID, EMBEDDED_CONTRACT, EmbeddedChain
from chronology.anchors.evm.embedded.chain import IDLE_SECONDS
from chronology.anchors.evm.values import Address, BlockHash, BlockNumber, RawTransaction, TxHash, Wei
from chronology.errors import PeerUnavailable
from chronology.types import TreeSize

PINNED = {"py-evm": "0.12.1b1", "eth-account": "0.14.0", "trie": "4.0.0", "rlp": "5.0.0"}
CALL = anchor_call(LOG, TreeSize(1), root(1))


class MovedClock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture
def chain(tmp_path: Path, clock: MovedClock) -> Iterator[EmbeddedChain]:
    with closing(EmbeddedChain(tmp_path / "chain.sqlite3", clock=clock)) as made:
        yield made


@pytest.fixture
def publisher(chain: EmbeddedChain) -> Publisher:
    return Publisher(chain)


@pytest.mark.parametrize(("package", "pinned"), PINNED.items())
def test_its_parts_are_exactly_those_it_was_built_on(package: str, pinned: str) -> None:
    assert version(package) == pinned, "look through chronology/anchors/evm/embedded before moving this pin"


def test_the_contract_is_there_from_the_first_start(chain: EmbeddedChain) -> None:
    assert chain.chain_id() == EMBEDDED_CHAIN_ID == 987735
    assert chain.contract == EMBEDDED_CONTRACT
    assert Publisher(chain).anchor(1).succeeded


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    with closing(new_chain(tmp_path)) as before:
        publisher = Publisher(before)
        anchors = [publisher.anchor(size) for size in (1, 5, 9)]
        head = before.latest()
    with closing(new_chain(tmp_path)) as after:
        assert after.latest() == head
        assert [after.mined(one.hash) for one in anchors] == anchors
        assert Publisher(after).head() == 9
        assert Publisher(after).anchor(10).block_number == head.number + 1


def test_two_processes_see_one_chain(tmp_path: Path) -> None:
    with closing(new_chain(tmp_path)) as ours, closing(new_chain(tmp_path)) as theirs:
        one, other = Publisher(ours, 7), Publisher(theirs, 8)
        mined = [one.anchor(1), other.anchor(1), one.anchor(2)]
        assert [block.block_number for block in mined] == [*range(4, 7)]
        assert ours.latest() == theirs.latest()
        assert theirs.mined(mined[2].hash) == mined[2]


def test_the_same_transaction_twice_is_known(publisher: Publisher) -> None:
    raw, _ = publisher.signed(CALL)
    assert [publisher.chain.send(raw), publisher.chain.send(raw)] == [Sending.ACCEPTED, Sending.KNOWN]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nonce": 0}, Sending.NONCE_USED),
        ({"nonce": 9}, Sending.REFUSED),
        ({"chainId": 137}, Sending.REFUSED),
        ({"gas": 21_000}, Sending.REFUSED),
        ({"gas": 40_000_000}, Sending.REFUSED),
        ({"maxFeePerGas": 1, "maxPriorityFeePerGas": 0}, Sending.UNDERPRICED),
        ({"value": 10**30}, Sending.NO_FUNDS),
    ],
)
def test_what_cannot_be_mined_is_refused_and_leaves_no_block(
    publisher: Publisher, changed: dict[str, object], said: Sending
) -> None:
    publisher.anchor(2)
    before = publisher.chain.latest()
    raw, tx = publisher.signed(CALL, **changed)
    assert publisher.chain.send(raw) is said
    assert (publisher.chain.latest(), publisher.chain.mined(tx)) == (before, None)


@pytest.mark.parametrize("raw", [b"", b"\x02", b"\x02\xc0", b"\xf8" * 90, bytes(200_000), b"\x05\xc0"])
def test_bytes_that_are_no_transaction_are_refused(chain: EmbeddedChain, raw: bytes) -> None:
    assert chain.send(RawTransaction(raw)) is Sending.REFUSED


def test_what_is_not_there_is_none_or_empty(chain: EmbeddedChain) -> None:
    nobody = Address(b"\x05" * 20)
    assert chain.block(BlockNumber(99)) is None
    assert chain.body(BlockHash(b"\x01" * 32)) is None
    assert chain.mined(TxHash(b"\x01" * 32)) is None
    assert chain.call(nobody, b"anything") == b""
    assert chain.events(nobody, BlockNumber(99)) == ()
    assert (chain.nonce(nobody), chain.balance(nobody)) == (0, 0)


def test_a_call_that_reverts_is_no_answer(chain: EmbeddedChain) -> None:
    with pytest.raises(PeerUnavailable):
        chain.call(chain.contract, b"\x00\x00\x00\x00")


def test_a_beacon_is_recent_and_no_block_is_made_while_nobody_asks(chain: EmbeddedChain, clock: MovedClock) -> None:
    first = chain.finalized()
    clock.now += timedelta(seconds=IDLE_SECONDS - 1)
    assert chain.finalized() == first
    clock.now += timedelta(hours=1)
    assert chain.latest() == first
    fresh = chain.finalized()
    assert (fresh.number, fresh.time) == (first.number + 1, clock.now)


def test_times_only_grow_when_the_clock_goes_back(chain: EmbeddedChain, clock: MovedClock) -> None:
    publisher = Publisher(chain)
    clock.now -= timedelta(days=1)
    times = [chain.block(publisher.anchor(size).block_number) for size in (1, 2, 3)]
    assert [one.time for one in times if one] == sorted({one.time for one in times if one})


def test_coins_are_given_once(chain: EmbeddedChain) -> None:
    account = Address(b"\x09" * 20)
    chain.endow(account)
    given, block = chain.balance(account), chain.latest()
    chain.endow(account)
    assert (chain.balance(account), chain.latest()) == (given, block)
    assert given > Wei(10**20)


def test_a_file_that_cannot_be_used_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(PeerUnavailable, match=r"chain\.sqlite3"):
        EmbeddedChain(tmp_path / "missing" / "chain.sqlite3", clock=lambda: NOON)
    (tmp_path / "chain.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(PeerUnavailable, match=r"chain\.sqlite3"):
        new_chain(tmp_path)


DEEP_JSON = """
import json, sys
before = sys.getrecursionlimit()
import {module}
try:
    json.loads("[" * 200_000)
except RecursionError:
    print(json.dumps([before, sys.getrecursionlimit()]))
"""


@pytest.mark.parametrize("module", ["embedded", "rpc", "wallet", "deploying", "gas", "anchor", "lane"])
def test_opening_it_does_not_let_strangers_end_the_process(module: str) -> None:
    script = DEEP_JSON.format(module=f"chronology.anchors.evm.{module}")
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=50)
    assert done.returncode == 0
    before, after = json.loads(done.stdout)
    assert before == after
