"""`make run` as a user sees it; one folder for all, because making it is the slow part."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from pathlib import Path

import pytest

from verify.demo.tests.running import Demo, alive
from verify.tests.workers.installation import free_port, until

pytestmark = [pytest.mark.timeout(120), pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def made(folder: Path) -> Path:
    """The folder after a first start."""
    with Demo(folder, free_port()) as demo:
        demo.wait_for_address()
    return folder


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


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


def test_it_is_prepared_whole(made: Path) -> None:
    names = {path.name for path in (made / "demo").iterdir()}
    assert {"camera-original.jpg", "honest-chain.jpg", "film.mp4", "expected.json"} <= names
    import sqlite3

    store = sqlite3.connect(f"file:{made / 'site.sqlite3'}?mode=ro", uri=True)
    tiers = [row[0] for row in store.execute("SELECT tier FROM registry_trustlistversion ORDER BY tier")]
    roles = [row[0] for row in store.execute("SELECT role FROM accounts_membership")]
    store.close()
    assert tiers == ["interim", "newsroom", "official", "tsa"]
    assert roles == ["owner"]


def test_a_kill_of_the_supervisor_leaves_no_process_either(made: Path) -> None:
    with Demo(made, free_port()) as demo:
        demo.wait_for_address()
        family = demo.family()
        demo.end(signal.SIGKILL)
        assert until(lambda: not alive(family), 20), alive(family)


def test_a_worker_that_is_killed_is_started_again(made: Path) -> None:
    with Demo(made, free_port()) as demo:
        demo.wait_for_address()
        victim = next(
            pid for pid in demo.family() if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        )
        bells = {path.name for path in (made / "run").glob("bell-*")}
        os.kill(victim, signal.SIGKILL)
        assert until(lambda: {path.name for path in (made / "run").glob("bell-*")} - bells, 30)
        assert get(demo.port, "/healthz") == (200, b"ok\n")


def test_a_second_demo_in_the_same_folder_says_why_it_does_not_start(made: Path) -> None:
    with Demo(made, free_port()) as first:
        first.wait_for_address()
        with Demo(made, free_port()) as second:
            assert second.wait() == 2
        assert "runs in" in second.complaints
        assert len(second.complaints.strip().splitlines()) == 1


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
        assert until(lambda: demo.said, 30)
        family = demo.family()
        assert demo.end(signal.SIGINT) == 0
        assert until(lambda: not alive(family), 20)
    assert "Traceback" not in demo.complaints
