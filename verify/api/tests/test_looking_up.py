"""What is on record is found by its bytes; what is sealed is found by nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from sqlalchemy import insert

from chronology.anchors.tables import anchor
from verify.api.tests.media import png, telling, upload
from verify.api.tests.test_recording import CONTENT, LOOKUP, RECORDS, assert_problem, member, record
from verify.api.tests.test_verifying import follows
from verify.cases.tests.recording import Chronicle, chronicle

TX = "0x" + "7e" * 32
NOTHING = "A" * 22


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def desk() -> Client:
    return member("desk")


def looked_up(wanted: dict[str, Any]) -> Any:
    return Client().post(LOOKUP, wanted, content_type="application/json")


def test_an_open_record_is_found_by_anybody(log: Chronicle, desk: Client, document: dict[str, Any]) -> None:
    made = record(desk, CONTENT).json()
    log.enter()
    body = looked_up({"sha256": CONTENT["sha256"]}).json()
    assert [(one["id"], one["recorder"]["name"], one["index"]) for one in body["records"]] == [
        (made["id"], "The desk", 0)
    ]
    follows(document, "Lookup", body)


def test_rivals_are_both_found_oldest_first(log: Chronicle, desk: Client) -> None:
    record(desk, CONTENT)
    record(member("rival"), CONTENT)
    log.enter()
    names = [one["recorder"]["name"] for one in looked_up({"sha256": CONTENT["sha256"]}).json()["records"]]
    assert names == ["The desk", "The rival"]


def test_a_file_is_found_by_its_bytes(log: Chronicle, desk: Client) -> None:
    content = png()
    record(desk, {**CONTENT, "sha256": hashlib.sha256(content).hexdigest()})
    response = Client().post(LOOKUP, {"file": upload(content)})
    assert len(response.json()["records"]) == 1


def test_nothing_found_is_an_empty_list(log: Chronicle, document: dict[str, Any]) -> None:
    response = looked_up({"sha256": "00" * 32})
    assert (response.status_code, response.json()["records"]) == (200, [])
    follows(document, "Lookup", response.json())


def test_a_transaction_names_the_tree_that_it_anchors(log: Chronicle, document: dict[str, Any]) -> None:
    seen = log.sequencer.log
    row: dict[str, Any] = {
        "log_id": seen.log_id, "kind": "evm", "name": "chain 137", "development": False, "size": 9,
        "root": b"\xee" * 32, "checkpoint": b"", "state": "final", "memo": b"", "evidence": None, "reference": TX,
        "chain_id": 137, "at": None, "detail": "", "settled": True, "created_at": log.sequencer.clock(),
        "changed_at": log.sequencer.clock(),
    }  # fmt: skip
    with seen.engine.begin() as connection:
        connection.execute(insert(anchor).values(**row))
    body = looked_up({"tx": TX}).json()
    assert [(one["size"], one["root"], one["state"]) for one in body["anchors"]] == [(9, "ee" * 32, "final")]
    follows(document, "Lookup", body)
    assert looked_up({"tx": "0x" + "00" * 32}).json()["anchors"] == []


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        [],
        {"sha256": "ab"},
        {"sha256": "ab" * 32, "tx": TX},
        {"tx": TX.upper()},
        {"tx": "7e" * 32},
        {"sha256": ["ab" * 32]},
        {"author": "Ada Lovelace"},
        {"author": "0x" + "ab" * 19},
        {"author": "https://news.example/story"},
        {"fingerprint": {}},
        {"fingerprint": {"schema": "firstlight.fingerprints/1", "preparation": "one"}},
        {"url": "https://example.org/", "sha256": "ab" * 32},
    ],
    ids=str,
)
def test_what_cannot_be_looked_up_is_refused(log: Chronicle, wanted: Any) -> None:
    assert_problem(looked_up(wanted), 400, "bad_lookup")


@pytest.mark.parametrize("author", ["0x" + "ab" * 20, "did:web:agency.example", "agency.example", "A" * 22])
def test_an_author_whom_nobody_knows_is_no_error(log: Chronicle, document: dict[str, Any], author: str) -> None:
    response = looked_up({"author": author})
    assert (response.status_code, response.json()["author"], response.json()["records"]) == (200, None, [])
    follows(document, "Lookup", response.json())


def test_a_sealed_record_answers_everybody_else_as_nothing_does(log: Chronicle, desk: Client) -> None:
    sealed = record(desk, {**CONTENT, "form": "sealed"}).json()
    for outsider in (Client(), member("rival")):
        for path in ("", "/bundle"):
            found = outsider.get(f"{RECORDS}/{sealed['id']}{path}")
            nothing = outsider.get(f"{RECORDS}/{NOTHING}{path}")
            assert (found.status_code, found.content) == (404, nothing.content)
            assert telling(found) == telling(nothing)
    found, nothing = looked_up({"sha256": CONTENT["sha256"]}), looked_up({"sha256": "00" * 32})
    assert found.json() | {"sha256": ""} == nothing.json() | {"sha256": ""}


def test_its_own_team_reads_a_sealed_record(log: Chronicle, desk: Client, document: dict[str, Any]) -> None:
    members = [{"role": "text", "sha256": "01" * 32}]
    sealed = record(desk, {"form": "sealed", "members": members}).json()
    body = desk.get(sealed["links"]["self"]).json()
    assert (body["form"], body["sha256"], body["members"]) == ("sealed", None, members)
    follows(document, "Record", body)


def test_a_sealed_record_does_not_wait(log: Chronicle, desk: Client) -> None:
    wanted = {**CONTENT, "form": "sealed"}
    response = desk.post(RECORDS, wanted, content_type="application/json", headers={"Prefer": "wait=10"})
    assert response.status_code == 202


def test_nothing_looked_up_stands_in_an_address_or_a_log(
    log: Chronicle, desk: Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    looked_up({"sha256": CONTENT["sha256"]})
    looked_up({"tx": TX})
    looked_up({"sha256": "not a digest"})
    said = caplog.text + capsys.readouterr().err
    assert CONTENT["sha256"] not in said
    assert TX not in said
