"""The signer as a process makes a desk's key and signs with it; the worker as a process asks a real node."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chronology.anchors.evm.testnode import CHAIN_ID
from verify.tests.wallets.ground import Chain, address_of, key
from verify.tests.workers.installation import Installation, until

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("signer")]


@dataclass
class House(Installation):
    """An installation whose workers know a node."""

    node: str = ""

    @property
    def environment(self) -> dict[str, str]:
        node = {"STATEMENT_RPC_URLS": self.node, "STATEMENT_CHAIN_ID": str(CHAIN_ID)} if self.node else {}
        return {**super().environment, **node}

    def do(self, *words: str) -> list[list[str]]:
        return json.loads(self.run("-m", "verify.tests.wallets.doing", *words))

    def told(self, statement: str) -> tuple[str, str, int | None]:
        with sqlite3.connect(f"file:{self.folder / 'site.sqlite3'}?mode=ro", uri=True) as store:
            query = "SELECT state, code, block FROM authors_signedmessage WHERE id = ?"
            found = store.execute(query, (statement,)).fetchone()
        store.close()
        return found[0], found[1], found[2]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.prepare()
    yield made
    made.close()


def test_a_member_without_a_wallet_signs_with_the_desk_s_key(house: House) -> None:
    house.signer()
    [[_, signer, organisation, state]] = house.do("desk")
    assert (signer, state) == (organisation, "holds")
    [key_file] = (house.folder / "keys" / "desk").iterdir()
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    secret = bytes.fromhex(key_file.read_text().strip())
    for path in house.folder.rglob("*"):
        if path.is_file() and path != key_file:
            whole = path.read_bytes()
            assert secret not in whole, path
            assert secret.hex().encode() not in whole, path


def test_the_worker_asks_the_node_and_the_statement_holds(house: House, chain: Chain) -> None:
    house.node = chain.node.url
    wallet = chain.deploy(address_of(key("owner")))
    house.worker()
    [[statement, _, _, state]] = house.do(f"wallet={wallet.hex()}")
    assert state == "unavailable"
    assert until(lambda: house.told(statement)[0] == "holds", 120)
    assert house.told(statement) == (
        "holds",
        "signature.contract_not_final",
        int(str(chain.node.ask("eth_blockNumber")), 16),
    )
