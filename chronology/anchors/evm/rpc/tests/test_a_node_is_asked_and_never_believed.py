from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.rpc.session import MAX_ANSWER_BYTES
from chronology.anchors.evm.values import Address, BlockHash, BlockNumber, TxHash
from chronology.anchors.tests.ground import Shore
from chronology.errors import PeerUnavailable

ACCOUNT = Address(b"\x01" * 20)


class Hostile(BaseHTTPRequestHandler):
    """Answers what the test put into its server: a status, headers and a body given piece by piece."""

    server: Any

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, asked["method"], dict(self.headers)))
        status, headers, pieces = self.server.answer(asked)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for piece in pieces:
                self.wfile.write(piece)
        except OSError:
            self.server.hung_up = True

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def hostile(answer: Any) -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    server.answer, server.asked, server.hung_up = answer, [], False
    thread = Thread(target=server.serve_forever)
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}/key-of-the-operator"
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answering(result: object) -> Any:
    def answer(asked: Any) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": result}).encode()
        return 200, {"Content-Type": "application/json"}, [body]

    return answer


def refuses(url: str) -> PeerUnavailable:
    with pytest.raises(PeerUnavailable) as told:
        RpcClient(url).nonce(ACCOUNT)
    return told.value


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    piece = b" " * 2**20
    with hostile(lambda _asked: (200, {}, (piece for _ in range(3 * MAX_ANSWER_BYTES // 2**20)))) as server:
        refuses(server.url)
    assert server.hung_up


def test_a_slow_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    from time import sleep

    from chronology.anchors.evm.rpc import session

    def drip() -> Iterator[bytes]:
        for _ in range(50):
            sleep(0.05)
            yield b" " * session.PIECE_BYTES

    monkeypatch.setattr(session, "ANSWER_SECONDS", 0.3)
    with hostile(lambda _asked: (200, {}, drip())) as server:
        refuses(server.url)


def test_a_redirect_is_not_followed() -> None:
    with hostile(answering("0x1")) as inner, hostile(lambda _a: (307, {"Location": inner.url}, [])) as server:
        refuses(server.url)
    assert inner.asked == []


@pytest.mark.parametrize("result", ["0xzz", None, [], {"a": 1}, "text", hex(2**64), "-0x1"], ids=str)
def test_nonsense_is_silence_and_no_fault(result: object) -> None:
    with hostile(answering(result)) as server:
        refuses(server.url)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"x"', b"\xff\xfe", b"null", b"1", b'{"jsonrpc":"2.0"}'])
def test_what_is_no_json_rpc_is_silence_and_no_fault(body: bytes) -> None:
    with hostile(lambda _asked: (200, {}, [body])) as server:
        refuses(server.url)


def test_json_that_is_nested_without_end_is_silence_and_no_fault() -> None:
    with hostile(lambda _asked: (200, {}, [b"[" * 10**6])) as server:
        refuses(server.url)


def test_a_block_with_the_long_extra_data_of_a_network_sealed_by_few_is_read(shore: Shore) -> None:
    block = shore.node.ask("eth_getBlockByNumber", "latest", False)
    block["extraData"] = "0x" + "ab" * 300

    def answer(asked: Any) -> Any:
        return answering(block if asked["method"] == "eth_getBlockByNumber" else "0x7a69")(asked)

    with hostile(answer) as server:
        assert RpcClient(server.url).latest().number == int(block["number"], 16)


def test_a_receipt_of_another_transaction_is_refused(shore: Shore) -> None:
    receipt = shore.node.ask("eth_getBlockReceipts", "0x1")[0]
    with hostile(answering(receipt)) as server, pytest.raises(PeerUnavailable):
        RpcClient(server.url).mined(TxHash(b"\x05" * 32))


def test_neither_the_address_nor_its_key_is_told_and_the_library_not_named() -> None:
    with hostile(lambda _asked: (500, {}, [])) as server:
        told = refuses(server.url)
    assert "key-of-the-operator" not in str(told)
    assert "web3" not in str(server.asked[0][2]).lower()


def test_a_node_that_is_not_there_is_silent() -> None:
    assert "does not answer" in str(refuses("http://127.0.0.1:9"))


def test_what_does_not_exist_is_none(shore: Shore) -> None:
    assert shore.client.block(BlockNumber(10**6)) is None
    assert shore.client.mined(TxHash(b"\x05" * 32)) is None
    assert shore.client.body(BlockHash(b"\x05" * 32)) is None
    assert shore.client.call(ACCOUNT, b"") == b""
