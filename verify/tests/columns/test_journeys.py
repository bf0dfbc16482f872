"""The same journeys, embedded and on servers: nothing that a user sees tells which column they are in."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from django.conf import settings
from redis import Redis

from chronology.schema.tests.postgresql import Server
from chronology.tiles.tests.s3server.swift import Swift
from verify.ledger.tests.test_the_signer_process import require_whole
from verify.tests.columns.asking import PROXY, Asking
from verify.tests.columns.installation import Site, embedded, grown, on_servers
from verify.tests.columns.parts.redis_server import RedisServer
from verify.tests.columns.prepared import with_static
from verify.tests.columns.secrets import NARROW, PASSWORD
from verify.tests.workers.installation import until

PHOTO = Path(settings.BASE_DIR) / "fixtures" / "photos" / "street.jpg"
COLUMNS = ("embedded", "servers")


@pytest.fixture(scope="module", params=COLUMNS)
def column(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(column: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder, static = tmp_path_factory.mktemp(column), with_static()
    if column == "embedded":
        with embedded(folder, static) as made:
            yield made
        return
    servers: tuple[Server, RedisServer, Swift] = tuple(map(request.getfixturevalue, ("postgresql", "redis", "swift")))
    with grown(folder, static, on_servers(*servers, "journeys")) as made:
        yield made


@pytest.fixture
def stranger(site: Site) -> Asking:
    return Asking(site.webs)


@pytest.fixture
def editor(site: Site) -> Asking:
    return Asking(site.webs, site.keys["editor"])


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def codes(report: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in report["findings"]]


def test_the_column_is_what_it_says(column: str, site: Site, editor: Asking, request: pytest.FixtureRequest) -> None:
    """Or all the others would prove nothing about servers."""
    machine = site.machines[0]
    files = {path.name for path in machine.folder.glob("*.sqlite3")}
    stores = {"site.sqlite3", "jobs.sqlite3", "keys.sqlite3", "chronology.sqlite3", "blacklist.sqlite3"}
    if column == "embedded":
        assert stores <= files
        return
    assert files & stores == set()
    Asking(site.webs).ask("GET", "/api/v1/authors/nobody")
    redis: RedisServer = request.getfixturevalue("redis")
    assert list(Redis.from_url(redis.address).scan_iter("callers:*")), "no caller is counted in Redis"


def test_a_file_is_checked_and_every_web_process_gives_the_same_answer(site: Site, stranger: Asking) -> None:
    found = stranger.check(PHOTO.read_bytes())
    assert found["state"] == "done", site.words()
    assert found["report"]["headline"]["code"] == "no_credentials"
    one, other = (stranger.ask("GET", found["links"]["self"]).json()["report"] for _web in range(2))
    # Some findings are made when a report is read, and say when.
    assert {**one, "findings": codes(one)} == {**other, "findings": codes(other)}


def test_what_cannot_be_read_is_refused_in_a_sentence(stranger: Asking) -> None:
    answer = stranger.ask("POST", "/api/v1/verifications", files={"file": b"not a picture"})
    assert (answer.status_code, answer.json()["code"]) == (415, "refused.unknown_type")


def test_what_is_discarded_is_gone_everywhere(
    column: str, site: Site, stranger: Asking, request: pytest.FixtureRequest
) -> None:
    sent = stranger.ask("POST", "/api/v1/verifications", files={"file": PHOTO.read_bytes()}).json()
    gone = stranger.ask("DELETE", sent["links"]["self"], headers={"Uploader-Token": sent["uploader_token"]})
    assert gone.status_code == 204
    assert [stranger.ask("GET", sent["links"]["self"]).status_code for _web in range(2)] == [404, 404]


def besides_progress(answer: dict[str, Any]) -> dict[str, Any]:
    """All but how far the log is with each record: a checkpoint may be signed between two questions."""
    return {**answer, "records": [{**one, "states": [], "time": {}} for one in answer["records"]]}


def test_an_open_record_is_found_by_anybody_and_proven_offline(site: Site, stranger: Asking, editor: Asking) -> None:
    sha256 = digest(f"open {site.webs}")
    record = editor.record(form="open", sha256=sha256)
    assert record["index"] is not None
    found = [stranger.ask("POST", "/api/v1/lookup", json={"sha256": sha256}).json() for _web in range(2)]
    assert besides_progress(found[0]) == besides_progress(found[1])
    assert [one["id"] for one in found[0]["records"]] == [record["id"]]
    bundles: list[bytes] = []

    def is_bundled() -> bool:
        answer = editor.ask("GET", f"{record['links']['self']}/bundle")
        bundles.append(answer.content)
        return answer.status_code == 200

    assert until(is_bundled, 240), bundles[-1]
    vkey = site.machines[0].run("-m", "verify.tests.columns.vkey")
    require_whole(bundles[-1], f"open {site.webs}", vkey)


def test_a_sealed_record_is_its_team_s_alone(site: Site, stranger: Asking, editor: Asking) -> None:
    sha256 = digest(f"sealed {site.webs}")
    record = editor.record(form="sealed", sha256=sha256)
    other = Asking(site.webs, site.keys["stranger"])
    for asking in (stranger, other):
        assert asking.ask("GET", record["links"]["self"]).status_code == 404
        assert asking.ask("POST", "/api/v1/lookup", json={"sha256": sha256}).json()["records"] == []


def test_a_call_repeated_at_another_web_process_is_done_once(site: Site, editor: Asking) -> None:
    wanted = {"form": "open", "sha256": digest(f"repeated {site.webs}")}
    headers = {"Idempotency-Key": "the-same-call-again"}
    one, other = (editor.ask("POST", "/api/v1/records", json=wanted, headers=headers).json() for _web in range(2))
    assert one["id"] == other["id"]


def test_limits_count_over_the_web_processes_that_can_count_together(column: str, site: Site) -> None:
    narrow = Asking(site.webs if column == "servers" else site.webs[:1], site.keys["narrow"])
    answers = [narrow.ask("POST", "/api/v1/verifications", json={}) for _call in range(NARROW + 2)]
    assert [one.status_code for one in answers] == [400] * NARROW + [429] * 2
    assert answers[-1].headers["Retry-After"]


def test_a_person_logs_in_at_one_web_process_and_is_known_to_the_other(site: Site) -> None:
    session = requests.Session()
    page = session.get(f"{site.webs[0]}/accounts/login/", headers=PROXY, timeout=30)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    for cookie in session.cookies:
        cookie.secure = False  # the proxy's connection is the secure one
    told = {"login": "editor", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    headers = {**PROXY, "Referer": "https://127.0.0.1/", "Origin": site.webs[0].replace("http:", "https:")}
    entered = session.post(f"{site.webs[0]}/accounts/login/", told, headers=headers, timeout=30, allow_redirects=False)
    assert entered.status_code == 302, entered.text[-2000:]
    for cookie in session.cookies:
        cookie.secure = False
    seen = [
        session.get(f"{web}/accounts/email/", headers=PROXY, timeout=30, allow_redirects=False) for web in site.webs
    ]
    assert [one.status_code for one in seen] == [200, 200]
    assert "editor@desk.example.org" in seen[1].text


def test_a_killed_worker_s_file_is_answered_by_the_other(site: Site, stranger: Asking) -> None:
    last = site.machines[-1]
    killed = last.processes["worker-1"]
    sent = [
        stranger.ask(
            "POST", "/api/v1/verifications", files={"file": PHOTO.read_bytes()}, headers={"Prefer": "respond-async"}
        ).json()
        for _file in range(3)
    ]
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    for one in sent:
        found = stranger.until(one["links"]["self"], lambda found: found["state"] in ("done", "refused", "failed"))
        assert found["report"]["headline"]["code"] == "no_credentials"
    last.start("worker-1", "manage.py", "worker")


def zipped(*contents: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.jpg", content)
    return made.getvalue()


def test_an_archive_is_worked_off_wherever_it_was_taken_in(site: Site, editor: Asking) -> None:
    archive = zipped(PHOTO.read_bytes(), b"not a picture")
    sent = editor.ask("POST", "/api/v1/batches", files={"file": archive})
    assert sent.status_code == 202, sent.text
    done = editor.until(sent.json()["links"]["self"], lambda found: found["state"] != "running")
    assert (done["counts"]["done"], done["counts"]["refused"]) == (1, 1), site.words()
    exported = editor.ask("GET", f"{done['links']['self']}/export.jsonl").text.splitlines()
    assert [json.loads(line)["code"] for line in exported] == ["no_credentials", "refused.unknown_type"]


def test_the_log_is_served_with_its_tiles(site: Site, stranger: Asking) -> None:
    checkpoints = [stranger.ask("GET", "/log/checkpoint").text for _web in range(2)]
    assert all(one.startswith("127.0.0.1/log\n") for one in checkpoints)
    assert until(lambda: stranger.ask("GET", "/log/tile/0/000.p/1").status_code == 200, 240)


def test_it_says_that_it_is_ready(stranger: Asking) -> None:
    ready = [stranger.ask("GET", "/readyz") for _web in range(2)]
    assert [one.status_code for one in ready] == [200, 200], ready[0].text
