"""The real web server and a large recording, sent as a browser sends it."""

from __future__ import annotations

import http.client
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from verify.tests.workers.installation import Installation

pytestmark = pytest.mark.timeout(400)

MEGABYTE = 1_000_000
# What the issue allows the web process to grow by.
GROWTH = 32 * 1024 * 1024
EDGE = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    made.prepare()
    yield made
    made.close()


def recording(size: int) -> tuple[bytes, int]:
    """The head of a WAV file whose samples take all the rest, and how much that is."""
    form = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", size - 8, b"WAVE", b"fmt ", 16, 1, 1, 8000, 16000, 2, 16)
    return form + struct.pack("<4sI", b"data", size - 44), size - 44


def post(address: str, size: int, announced: int | None = None) -> int:
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=40)) as connection:
        return sent(connection, size, announced)


def sent(connection: http.client.HTTPConnection, size: int, announced: int | None) -> int:
    head, rest = recording(size)
    tail = b"\r\n--edge--\r\n"
    length = len(EDGE) + size + len(tail)
    connection.putrequest("POST", "/api/v1/verifications")
    connection.putheader("Content-Type", "multipart/form-data; boundary=edge")
    connection.putheader("Prefer", "respond-async")
    connection.putheader("Content-Length", str(announced or length))
    connection.endheaders()
    if announced is None:
        connection.send(EDGE + head)
        for _ in range(rest // 100_000):
            connection.send(b"\0" * 100_000)
        connection.send(b"\0" * (rest % 100_000) + tail)
    return connection.getresponse().status


def memory(pid: int, name: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


def test_the_web_process_grows_by_at_most_32_mb_while_100_mb_come_in(place: Installation) -> None:
    address, pid = place.web()
    assert post(address, 1 * MEGABYTE) == 202
    before = memory(pid, "VmRSS")
    assert post(address, 100 * MEGABYTE) == 202
    assert memory(pid, "VmHWM") - before <= GROWTH
    assert sorted(path.stat().st_size for path in (place.folder / "quarantine").iterdir()) == [MEGABYTE, 100 * MEGABYTE]


def test_a_body_that_announces_more_than_the_largest_film_is_answered_before_it_is_sent(place: Installation) -> None:
    address, _ = place.web()
    assert post(address, 1000, announced=900 * MEGABYTE) == 413
    assert not (place.folder / "quarantine").exists() or not list((place.folder / "quarantine").iterdir())
