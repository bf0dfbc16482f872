from __future__ import annotations

import json
from typing import Any

import pytest

from chronology.anchors.evm.contract import load_artefact
from chronology.anchors.evm.rpc.state import MAX_CODE_BYTES, MAX_RETURN_BYTES, StateReader
from chronology.anchors.evm.rpc.tests.test_a_node_is_asked_and_never_believed import answering, hostile
from chronology.anchors.evm.values import Address, BlockHash
from chronology.anchors.tests.ground import Shore
from chronology.errors import PeerUnavailable

ACCOUNT, BLOCK = Address(b"\x01" * 20), BlockHash(b"\x02" * 32)


def failing(error: object) -> Any:
    def answer(asked: Any) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "id": asked["id"], "error": error}).encode()
        return 200, {"Content-Type": "application/json"}, [body]

    return answer


def test_code_and_calls_are_of_the_block_that_is_named(shore: Shore) -> None:
    reader = StateReader(shore.node.url)
    genesis, newest = reader.block_numbered(0), reader.latest()
    assert reader.code(shore.contract, newest.hash) == load_artefact().runtime_bytes
    assert reader.code(shore.contract, genesis.hash) == b""
    assert reader.call_at(shore.contract, b"", genesis.hash) == b""


def test_a_call_that_the_contract_refuses_is_empty_and_no_silence(shore: Shore) -> None:
    reader = StateReader(shore.node.url)
    assert reader.call_at(shore.contract, b"\x00\x00\x00\x00", reader.latest().hash) == b""


def test_a_block_that_is_not_on_the_chain_is_no_answer(shore: Shore) -> None:
    reader = StateReader(shore.node.url)
    for ask in (lambda: reader.code(ACCOUNT, BLOCK), lambda: reader.call_at(ACCOUNT, b"", BLOCK)):
        with pytest.raises(PeerUnavailable):
            ask()
    with pytest.raises(PeerUnavailable, match="no block 1000000 yet"):
        reader.block_numbered(10**6)


@pytest.mark.parametrize(
    "result",
    ["0xzz", "00", None, [], {"a": 1}, 7, "0x0", "0x" + "00" * (MAX_RETURN_BYTES + 1)],
    ids=lambda one: str(one)[:9],
)
def test_what_are_no_bytes_is_silence(result: object) -> None:
    with hostile(answering(result)) as server:
        reader = StateReader(server.url)
        for ask in (lambda: reader.code(ACCOUNT, BLOCK), lambda: reader.call_at(ACCOUNT, b"", BLOCK)):
            with pytest.raises(PeerUnavailable):
                ask()


def test_more_code_than_any_chain_allows_is_silence() -> None:
    with hostile(answering("0x" + "00" * (MAX_CODE_BYTES + 1))) as server, pytest.raises(PeerUnavailable):
        StateReader(server.url).code(ACCOUNT, BLOCK)


REVERTED = (
    {"code": 3, "message": "execution reverted", "data": "0x"},
    {"code": -32000, "message": "execution reverted: no"},
    {"code": -32015, "message": "VM execution error.", "data": "Reverted 0x"},
)
NO_ANSWER = (
    {"code": -32000, "message": "missing trie node"},
    {"code": -32000, "message": "hash is not currently canonical"},
    {"code": -32000, "message": "out of gas"},
    {"code": -32005, "message": "limit exceeded"},
    "text",
    None,
    [],
)


@pytest.mark.parametrize("error", REVERTED, ids=str)
def test_a_refusal_by_the_contract_is_told_from_a_node_without_an_answer(error: object) -> None:
    with hostile(failing(error)) as server:
        assert StateReader(server.url).call_at(ACCOUNT, b"", BLOCK) == b""


@pytest.mark.parametrize("error", NO_ANSWER, ids=str)
def test_a_node_that_cannot_tell_is_silent_and_refuses_nothing(error: object) -> None:
    with hostile(failing(error)) as server, pytest.raises(PeerUnavailable):
        StateReader(server.url).call_at(ACCOUNT, b"", BLOCK)


def test_a_block_of_another_height_than_asked_is_no_answer(shore: Shore) -> None:
    block = shore.node.ask("eth_getBlockByNumber", "0x1", False)

    def answer(asked: Any) -> Any:
        return answering(block if asked["method"] == "eth_getBlockByNumber" else "0x7a69")(asked)

    with hostile(answer) as server:
        assert StateReader(server.url).block_numbered(1).number == 1
        with pytest.raises(PeerUnavailable):
            StateReader(server.url).block_numbered(2)


def test_the_call_names_its_block_by_hash_and_must_be_on_the_chain() -> None:
    asked: list[Any] = []

    def answer(question: Any) -> Any:
        asked.append(question["params"])
        return answering("0x")(question)

    with hostile(answer) as server:
        StateReader(server.url).call_at(ACCOUNT, b"\xaa", BLOCK)
    [[call, block]] = asked
    assert call == {"to": "0x" + "01" * 20, "data": "0xaa", "gas": hex(10_000_000)}
    assert block == {"blockHash": "0x" + "02" * 32, "requireCanonical": True}
