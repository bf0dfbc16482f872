"""The shipped nginx file and the shipped units' own commands behind the units' walls, tried from outside over TLS."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from verify.cases.tests.examples import png
from verify.tests.operations.server import HOST, Server, has_nginx, stop
from verify.tests.workers.installation import until


def whole(test: Callable[..., None]) -> Callable[..., None]:
    """The long form, with three processes of Python behind nginx; nginx alone is tried in every run."""
    marked: Callable[..., None] = pytest.mark.torture(pytest.mark.sandbox(test))
    return marked


pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not (has_nginx() and shutil.which("systemd-analyze")) and os.environ.get("CI") != "true",
        reason="needs nginx (Debian's nginx-light) and systemd-analyze",
    ),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("server"))
    try:
        made.whole()
        yield made
    finally:
        made.close()


def form(content: bytes) -> tuple[bytes, str]:
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    return head + content + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


@whole
def test_a_picture_is_checked_behind_all_the_walls(server: Server) -> None:
    body, kind = form(png(16, 16))
    status, headers, answer = server.ask("POST", "/api/v1/verifications", body, Content_Type=kind)
    place = headers.get("location", "")
    if status == 202:
        token = headers["uploader-token"]
        until(lambda: server.ask("GET", place, Uploader_Token=token)[0] == 200, 30)
        status, _, answer = server.ask("GET", place, Uploader_Token=token)
    assert status in (200, 201), answer
    assert json.loads(answer)["report"]["headline"]["code"] == "no_credentials"


@whole
def test_the_worker_built_its_own_walls_inside_those_of_the_unit(server: Server) -> None:
    log = (server.folder / "firstlight-worker@.service.log").read_text("utf-8")
    assert "error" not in log, log


@whole
def test_people_are_led_to_https_and_programs_are_refused(server: Server) -> None:
    def plain(path: str) -> tuple[int, str]:
        with closing(HTTPConnection("127.0.0.1", server.http, timeout=10)) as line:
            line.request("GET", path, headers={"Host": "verify.example.org"})
            answer = line.getresponse()
            answer.read()
        return answer.status, answer.headers.get("Location", "")

    assert plain("/about") == (308, "https://verify.example.org/about")
    assert plain("/api/v1/schema")[0] == 403


@whole
def test_every_answer_asks_for_https_for_a_year_and_tells_no_version(server: Server) -> None:
    _, headers, _ = server.ask("GET", "/")
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["server"] == "nginx"


@whole
@pytest.mark.parametrize("path", ["/.git/config", "/static/", "/static/firstlight/", "/manage.py", "/static/../.env"])
def test_neither_folders_nor_our_own_files_are_shown(server: Server, path: str) -> None:
    assert server.ask("GET", path)[0] in (400, 404)


@whole
@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "TRACK"])
def test_methods_that_nobody_needs_are_refused(server: Server, method: str) -> None:
    assert server.ask(method, "/healthz")[0] in (400, 403, 405, 501)


@whole
def test_figures_are_for_this_machine_with_its_token_alone(server: Server) -> None:
    assert server.ask("GET", "/metrics")[0] == 404, "no token was set, so there is nothing"


@whole
def test_a_name_that_is_not_ours_is_refused(server: Server) -> None:
    assert server.ask("GET", "/healthz", Host="elsewhere.example.org")[0] in (400, 404, 421)


@whole
def test_more_than_the_largest_film_is_told_in_the_words_of_the_interface(server: Server) -> None:
    status, _, answer = server.ask("POST", "/api/v1/verifications", b"x", Content_Length="900000000")
    assert (status, json.loads(answer)["code"]) == (413, "refused.too_large")


@whole
def test_a_request_with_two_lengths_is_answered_by_nobody(server: Server) -> None:
    head = b"POST /healthz HTTP/1.1\r\nHost: verify.example.org\r\nContent-Length: 5\r\n"
    assert b" 400 " in server.said_raw(head + b"Content-Length: 6\r\n\r\nhello")
    assert b" 400 " in server.said_raw(head + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")


@whole
def test_old_versions_of_tls_find_no_door(server: Server) -> None:
    done = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{server.https}", "-tls1_1", "-servername", HOST],
        input=b"", capture_output=True, check=False,
    )  # fmt: skip
    assert b"Cipher is (NONE)" in done.stdout or done.returncode != 0


@whole
def test_a_restart_of_the_web_server_refuses_nobody(server: Server) -> None:
    answers: list[int] = []
    enough = threading.Event()

    def ask() -> None:
        while not enough.is_set():
            answers.append(server.ask("GET", "/healthz")[0])
            time.sleep(0.02)

    asking = threading.Thread(target=ask)
    asking.start()
    web = next(one for one in server.processes if "firstlight-web.service" in one.args)  # type: ignore[operator]
    stop(web)
    before = len(answers)
    server.processes.remove(web)
    server.start("firstlight-web.service")
    assert until(lambda: len(answers) > before + 5, 60)
    enough.set()
    asking.join(30)
    assert set(answers) == {200}


def test_a_door_that_nobody_keeps_open_is_told_as_a_moment_away(tmp_path: Path) -> None:
    alone = Server(tmp_path)
    alone.front()
    try:
        status, headers, answer = alone.ask("GET", "/api/v1/schema")
        assert (status, headers["retry-after"], json.loads(answer)["code"]) == (503, "10", "unavailable")
    finally:
        alone.close()


def test_what_a_client_writes_about_itself_never_arrives(tmp_path: Path) -> None:
    alone = Server(tmp_path)
    alone.listen()
    heard: list[bytes] = []
    keeper = threading.Thread(target=_one_answer, args=(alone.door, heard))
    keeper.start()
    alone.front()
    try:
        alone.ask("GET", "/", X_Forwarded_For="203.0.113.9", X_Forwarded_Proto="http", X_Real_IP="203.0.113.9",
                  X_Forwarded_Host="evil.example.org", Forwarded="for=203.0.113.9")  # fmt: skip
    finally:
        keeper.join(10)
        alone.close()
    assert b"203.0.113.9" not in heard[0]
    assert b"evil" not in heard[0]
    assert b"X-Forwarded-For: 127.0.0.1\r\n" in heard[0]
    assert b"X-Forwarded-Proto: https\r\n" in heard[0]


def _one_answer(door: socket.socket, heard: list[bytes]) -> None:
    line, _ = door.accept()
    with line:
        heard.append(line.recv(65_536))
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
