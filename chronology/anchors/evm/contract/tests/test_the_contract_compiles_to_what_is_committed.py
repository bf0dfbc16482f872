"""The committed code is what the committed compiler makes of the committed source."""

from __future__ import annotations

import os
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from chronology.anchors.evm.abi import ANCHOR_SELECTOR, EVENT_TOPIC, HEAD_SELECTOR
from chronology.anchors.evm.contract import SOURCE, load_artefact
from chronology.anchors.evm.contract.compiling import CompilerMissing, compile_contract, make_compiler
from chronology.anchors.evm.contract.tests.people import new_chain
from chronology.anchors.evm.embedded.rules import open_rules


@pytest.fixture(scope="module")
def compiler() -> Path:
    try:
        return make_compiler()
    except CompilerMissing as missing:
        pytest.fail(str(missing)) if os.environ.get("CI") == "true" else pytest.skip(f"SKIPPED LOUDLY: {missing}")


@pytest.mark.timeout(600)
def test_compiling_again_gives_the_committed_artefact(compiler: Path) -> None:
    assert compile_contract(compiler) == load_artefact()


@pytest.mark.timeout(600)
def test_another_source_gives_another_artefact(compiler: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / SOURCE.name
    source.write_text(SOURCE.read_text().replace("convert(size, uint256) > self", "convert(size, uint256) >= self"))
    monkeypatch.setattr("chronology.anchors.evm.contract.compiling.SOURCE", source)
    changed, committed = compile_contract(compiler), load_artefact()
    assert changed.source_sha256 != committed.source_sha256
    assert changed.runtime_code != committed.runtime_code


def test_the_artefact_names_the_source_beside_it() -> None:
    assert load_artefact().source_sha256 == sha256(SOURCE.read_bytes()).hexdigest()
    assert load_artefact().compiler.startswith("vyper 0.4.3")


def test_the_interface_is_the_one_that_we_call() -> None:
    runtime = load_artefact().runtime_bytes
    assert {ANCHOR_SELECTOR.hex(), HEAD_SELECTOR.hex()} == {"70c127c6", "24e8393d"}
    assert all(word in runtime for word in (ANCHOR_SELECTOR, HEAD_SELECTOR, EVENT_TOPIC))


def test_nothing_in_it_can_be_owned_paused_or_destroyed() -> None:
    names = {(entry["type"], entry["name"]) for entry in load_artefact().abi}
    assert names == {("event", "Anchored"), ("function", "anchor"), ("function", "head")}


def test_the_embedded_chain_runs_exactly_this_code(tmp_path: Path) -> None:
    with closing(new_chain(tmp_path)) as chain, chain._store.reading() as words:
        deployed = open_rules(words).get_vm().state.get_code(chain.contract)
    assert deployed == load_artefact().runtime_bytes
