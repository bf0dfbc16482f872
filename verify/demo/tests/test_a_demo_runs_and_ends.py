"""`make run` as a user sees it; one folder for all, because making it is the slow part."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from verify.demo.tests.running import Demo, alive
from verify.tests.ports import free_port
from verify.tests.workers.installation import until

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@contextmanager
def started(folder: Path) -> Iterator[Demo]:
    """A demo that answers, and whose signer has made its keys, which it does a moment later."""
    with Demo(folder, free_port()) as demo:
        demo.wait_for_address()
        assert until((folder / "run" / "signer").exists, 90)
        yield demo


@pytest.fixture(scope="module")
def made(folder: Path) -> Path:
    """The folder after a first start, whoever started it."""
    if not (folder / "keys" / "log.key").exists():
        with started(folder):
            pass
    return folder


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def signers(demo: Demo) -> set[int]:
    return {pid for pid in demo.family() if b"signer" in words_of(pid)}


def words_of(pid: int) -> list[bytes]:
    """The command line of a process; nothing once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


class TestWhileOneRuns:
    """What one running demo shows: starting one costs more than all that is looked at here."""

    @pytest.fixture(scope="class")
    def running(self, folder: Path) -> Iterator[Demo]:
        with started(folder) as demo:
            yield demo

    def test_a_second_demo_in_the_same_folder_says_why_it_does_not_start(self, running: Demo) -> None:
        with Demo(running.folder, free_port()) as second:
            assert second.wait() == 2
        assert "runs in" in second.complaints
        assert len(second.complaints.strip().splitlines()) == 1

    def test_a_worker_that_is_killed_is_started_again(self, running: Demo) -> None:
        victim = next(
            pid for pid in running.family() if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        )
        bells = {path.name for path in (running.folder / "run").glob("bell-*")}
        os.kill(victim, signal.SIGKILL)
        assert until(lambda: {path.name for path in (running.folder / "run").glob("bell-*")} - bells, 90)
        assert get(running.port, "/healthz") == (200, b"ok\n")

    def test_records_are_entered_and_a_signer_that_is_killed_is_started_again(self, running: Demo) -> None:
        assert until(lambda: get(running.port, "/log/checkpoint")[0] == 200, 90)
        killed = signers(running)
        assert len(killed) == 1
        os.kill(next(iter(killed)), signal.SIGKILL)
        assert until(lambda: signers(running) - killed, 90)


def test_it_is_prepared_whole(made: Path) -> None:
    names = {path.name for path in (made / "demo").iterdir()}
    assert {"camera-original.jpg", "honest-chain.jpg", "film.mp4", "expected.json"} <= names
    import sqlite3

    store = sqlite3.connect(f"file:{made / 'site.sqlite3'}?mode=ro", uri=True)
    tiers = [row[0] for row in store.execute("SELECT tier FROM registry_trustlistversion ORDER BY tier")]
    member = "SELECT role FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id WHERE u.username = 'demo'"
    roles = [row[0] for row in store.execute(member)]
    store.close()
    assert tiers == ["interim", "newsroom", "official", "tsa"]
    assert roles == ["owner"]


def test_it_prints_one_address_that_answers_and_ctrl_c_leaves_no_process(made: Path) -> None:
    with Demo(made, free_port()) as demo:
        demo.wait_for_address()
        assert demo.addresses() == [f"http://127.0.0.1:{demo.port}/"]
        assert get(demo.port, "/")[0] == 200
        family = demo.family()
        assert len(family) >= 6, "web, two workers and their sandboxes"
        assert demo.end(signal.SIGINT) == 0
        assert demo.said[-1] == "Ended."
        assert alive(family) == set()
    assert demo.complaints == ""
    assert [path.name for path in (made / "run").glob("*-*-*") if int(path.name.split("-")[1]) in family] == []


def test_a_kill_of_the_supervisor_leaves_no_process_either(made: Path) -> None:
    with Demo(made, free_port()) as demo:
        demo.wait_for_address()
        family = demo.family()
        demo.end(signal.SIGKILL)
        assert until(lambda: not alive(family), 60), alive(family)


def test_a_signer_that_refuses_says_why_and_the_demo_goes_on(made: Path) -> None:
    key = made / "keys" / "log.key"
    kept = key.read_bytes()
    key.write_text("damaged", "ascii")
    try:
        with Demo(made, free_port()) as demo:
            demo.wait_for_address()
            assert until(lambda: demo.said[-1].startswith("Nothing is recorded now: The key"), 90), demo.said
            assert get(demo.port, "/")[0] == 200
    finally:
        key.write_bytes(kept)


def test_a_port_in_use_is_said_in_one_sentence_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with Demo(tmp_path, taken.getsockname()[1]) as demo:
            assert demo.wait() == 2
    assert f"Port {demo.port} is in use" in demo.complaints
    assert f"PORT={demo.port + 1}" in demo.complaints
    assert len(demo.complaints.strip().splitlines()) == 1
    assert not (tmp_path / "site.sqlite3").exists()


def test_ctrl_c_during_the_preparations_ends_without_a_traceback(tmp_path: Path) -> None:
    with Demo(tmp_path, free_port()) as demo:
        assert until(lambda: demo.said, 90)
        family = demo.family()
        assert demo.end(signal.SIGINT) == 0
        assert until(lambda: not alive(family), 60)
    assert "Traceback" not in demo.complaints
