"""The command that puts the contract on a chain: it tells first, sends only when told, and waits for finality."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chronology.anchors.evm.abi import head_call, read_head
from chronology.anchors.evm.deploy import carry_out, main, plan
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.testnode import FINAL_AFTER, PAYER_KEY, TestNode
from chronology.anchors.evm.values import Address
from chronology.anchors.evm.wallet import KeyWallet
from chronology.errors import PeerUnavailable
from chronology.types import LogId


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "wallet.key"
    path.write_bytes(PAYER_KEY)
    return path


def test_without_send_nothing_is_sent(anvil: TestNode, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rpc", anvil.url, "--key", str(key)]) == 0
    assert "Nothing was sent" in capsys.readouterr().out
    anvil.mine(2)
    assert RpcClient(anvil.url).nonce(KeyWallet(PAYER_KEY, only_to=Address(bytes(20))).address) == 0


def test_it_tells_the_settings_once_the_block_is_final(anvil: TestNode) -> None:
    said: list[str] = []
    client = RpcClient(anvil.url)
    made = plan(client, PAYER_KEY, said.append)
    pauses: list[float] = []

    def mine(seconds: float) -> None:
        pauses.append(seconds)
        anvil.mine(1 if len(pauses) == 1 else FINAL_AFTER // 2)

    carry_out(client, made, said.append, mine)
    assert f"EVM_CHAIN_ID=31337\nEVM_CONTRACT=0x{made.contract.hex()}" in said[-1]
    assert len(pauses) == 3, "one to be mined, two until the block is final"
    assert read_head(client.call(made.contract, head_call(made.contract, LogId(bytes(32))))).size == 0


def test_an_account_without_coins_is_told(anvil: TestNode) -> None:
    client = RpcClient(anvil.url)
    made = plan(client, os.urandom(32), lambda line: None)
    with pytest.raises(PeerUnavailable, match="coins"):
        carry_out(client, made, lambda line: None, lambda seconds: None)


def test_what_does_not_fit_ends_with_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = tmp_path / "short"
    short.write_bytes(b"x")
    assert main(["--rpc", "http://127.0.0.1:1", "--key", str(tmp_path / "none")]) == 2
    assert main(["--rpc", "http://127.0.0.1:1", "--key", str(short)]) == 2
    short.write_bytes(bytes([7] * 32))
    assert main(["--rpc", "http://127.0.0.1:1", "--key", str(short)]) == 3
    assert len(capsys.readouterr().err.strip().splitlines()) == 3
