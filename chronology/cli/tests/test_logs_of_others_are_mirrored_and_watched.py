"""The commands over HTTP against a log that is served as files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chronology.bundle import Bundle
from chronology.bundle.assemble import assemble
from chronology.bundle.tests.making import AT
from chronology.cli.folders import LogFolder, make_log
from chronology.cli.tests.test_the_commands_answer_and_exit_as_promised import answered, run
from chronology.log import Log
from chronology.types import Digest


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, log: Log, *args: object) -> None:
        self._log = log
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        found = self._log.published(self.path.removeprefix("/log/"))
        self.send_response(200 if found is not None else 404)
        self.send_header("Content-Length", str(len(found or b"")))
        self.end_headers()
        self.wfile.write(found or b"")

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def own(tmp_path: Path) -> LogFolder:
    made = make_log(tmp_path / "log", "log.example.org/2026")
    made.append([made.leaf_of(Digest(bytes([number]) * 32)) for number in range(40)])
    made.publish()
    return made


@pytest.fixture
def url(own: LogFolder) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, own.log))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/log"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_log_is_mirrored_twice_and_continues(own: LogFolder, url: str, tmp_path: Path) -> None:
    words = ("mirror", url, tmp_path / "copy", "--log", own.log.vkey)
    assert "0 entries before, 40 now" in answered(*words)
    own.append([b"more"])
    own.publish()
    assert "40 entries before, 41 now" in answered(*words)


def test_a_log_is_watched_at_two_places(own: LogFolder, url: str, tmp_path: Path) -> None:
    said = answered("monitor", url, url, "--log", own.log.vkey, "--memory", tmp_path / "seen")
    assert said.count("40 entries") == 2
    assert "ALARM" not in said


def test_a_log_under_another_key_is_an_alarm(own: LogFolder, url: str, tmp_path: Path) -> None:
    other = make_log(tmp_path / "other", "log.example.org/2026").log.vkey
    assert "ALARM" in answered("mirror", url, tmp_path / "copy", "--log", other)


def test_a_silent_log_is_told_and_nothing_is_accused(tmp_path: Path, own: LogFolder) -> None:
    status, _, err = run("mirror", "http://127.0.0.1:9/log", tmp_path / "copy", "--log", own.log.vkey)
    assert (status, "did not answer" in err) == (2, True)


def test_refresh_reads_the_log_behind_the_bundle(own: LogFolder, url: str, tmp_path: Path) -> None:
    path = tmp_path / "proof.zip"
    bundle = assemble(own.log, [3, 7], at=AT)
    path.write_bytes(bundle.to_bytes())
    assert Bundle.read(path.read_bytes()) == Bundle.read(bundle.to_bytes())
    own.append([b"later"])
    own.publish()
    said = answered("verify-bundle", path, "--refresh", url)
    assert said.count("[no_later_retraction]") == 2
    assert "[state_at]" not in said
    silent = answered("verify-bundle", path, "--refresh", "http://127.0.0.1:9/")
    assert "[log_silent]" in silent
    assert "[state_at]" in silent
