"""What `Web` takes from a peer, and what it does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chronology.anchors import web
from chronology.anchors.web import Web
from chronology.errors import PeerUnavailable


class Peer(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/fine")
            self.end_headers()
            return
        self.send_response({"/fine": 200, "/long": 200, "/slow": 200, "/none": 404}.get(self.path, 500))
        self.end_headers()
        self._body()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def _body(self) -> None:
        try:
            if self.path == "/slow":
                for _ in range(100):
                    self.wfile.write(b"x" * 5_000)
                    threading.Event().wait(0.02)
            self.wfile.write(b"x" * 1_000_000 if self.path == "/long" else b"an answer")
        except OSError:
            return  # the client hung up, as it should

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def peer() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_short_answer_is_taken(peer: str) -> None:
    assert Web().get(f"{peer}/fine", at_most=100) == b"an answer"
    assert Web().post(f"{peer}/fine", b"?", content_type="text/plain", at_most=100) == b"an answer"


def test_not_found_is_nothing_for_reading_and_a_fault_for_sending(peer: str) -> None:
    assert Web().get(f"{peer}/none", at_most=100) is None
    with pytest.raises(PeerUnavailable, match="404"):
        Web().post(f"{peer}/none", b"?", content_type="text/plain", at_most=100)


@pytest.mark.parametrize("path", ["moved", "broken", "long"])
def test_no_redirect_no_fault_and_nothing_too_long_is_taken(peer: str, path: str) -> None:
    with pytest.raises(PeerUnavailable):
        Web().get(f"{peer}/{path}", at_most=100_000)


def test_a_peer_that_trickles_is_left(peer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "WHOLE_SECONDS", 0.2)
    with pytest.raises(PeerUnavailable, match="too long"):
        Web().get(f"{peer}/slow", at_most=10_000_000)


def test_the_environment_names_no_proxy(peer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert Web().get(f"{peer}/fine", at_most=100) == b"an answer"


def test_a_silent_peer_and_a_broken_address_are_unavailable() -> None:
    for url in ("http://127.0.0.1:9/", "nonsense://x", "http://"):
        with pytest.raises(PeerUnavailable):
            Web().get(url, at_most=100)
