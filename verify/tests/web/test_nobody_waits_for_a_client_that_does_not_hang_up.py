from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from verify.tests.workers.installation import Installation

pytestmark = pytest.mark.timeout(400)

RUDE = 12
# gunicorn's own worker lingers two seconds over each of them, one after the other.
PATIENCE_SECONDS = RUDE * 2 / 2
ASK = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
HALF = b"POST /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000000\r\n\r\nabc"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[str, int]]:
    place = Installation(tmp_path)
    place.prepare()
    host = urlsplit(place.web()[0])
    yield str(host.hostname), int(host.port or 0)
    place.close()


@pytest.mark.parametrize("question", [ASK, HALF], ids=["asked to close", "never sent its body"])
def test_others_are_answered_meanwhile(address: tuple[str, int], question: bytes) -> None:
    _awake(address)
    with ExitStack() as open_lines:
        for _ in range(RUDE):
            line = open_lines.enter_context(socket.create_connection(address, timeout=20))
            line.sendall(question)
        time.sleep(1)  # until the first of them has been answered
        honest = http.client.HTTPConnection(*address, timeout=PATIENCE_SECONDS)
        open_lines.callback(honest.close)
        honest.request("GET", "/healthz")
        assert honest.getresponse().read() == b"ok\n"


def _awake(address: tuple[str, int]) -> None:
    """A process loads its views at its first refusal, which takes seconds and is not what is measured."""
    polite = http.client.HTTPConnection(*address, timeout=60)
    polite.request("POST", "/healthz", b"")
    polite.getresponse().read()
    polite.close()
