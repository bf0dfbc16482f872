"""Checkpoints, tiles and entries for people, programs and caches; nothing beyond the published checkpoint."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from chronology.notes import read_checkpoint
from verify.ledger.errors import LogUnavailable
from verify.ledger.local_socket import Frame
from verify.ledger.parts import Parts
from verify.ledger.services import record_open
from verify.ledger.tests.examples import DESK, digest
from verify.pages import pace
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("data_dir")


def record(writing: Writing, count: int) -> None:
    for number in range(count):
        record_open(sha256=digest(f"{number}"), owner=DESK)
    writing.batch()


def test_the_checkpoint_is_served_for_a_moment_and_tiles_for_ever(writing: Writing, client: Client) -> None:
    record(writing, 3)
    note = client.get("/log/checkpoint")
    size = read_checkpoint(note.content)[0].size
    assert note.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert note.headers["Cache-Control"] == "public, max-age=1"
    tile = client.get(f"/log/tile/0/000.p/{size}")
    assert tile.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(tile.content) == size * 32
    for answer in (note, tile):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not answer.cookies


def test_a_bundle_of_entries_holds_what_the_tile_hashes(writing: Writing, client: Client) -> None:
    record(writing, 3)
    size = read_checkpoint(client.get("/log/checkpoint").content)[0].size
    entries = client.get(f"/log/tile/entries/000.p/{size}").content
    length = int.from_bytes(entries[:2], "big")
    assert client.get(f"/log/tile/0/000.p/{size}").content[:32] == sha256(b"\0" + entries[2 : 2 + length]).digest()


@pytest.mark.parametrize(
    "path", ["0/000.p/200", "0/001", "0/x001/000", "9/000", "entries/../../keys", "..%2f..%2fkeys"]
)
def test_what_is_not_published_is_not_there_and_no_cache_keeps_that(
    writing: Writing, client: Client, path: str
) -> None:
    record(writing, 3)
    answer = client.get(f"/log/tile/{path}")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_log_that_cannot_be_read_is_not_called_empty(ledger: Callable[..., Parts], client: Client) -> None:
    def gone() -> Any:
        raise LogUnavailable("The log cannot be read now.")

    ledger(log=gone, engine=gone)
    assert client.get("/log/checkpoint").status_code == 503
    assert client.get("/log/tile/0/000").status_code == 503
    assert client.get("/log/entry/0").status_code == 503
    page = client.get("/log")
    assert page.status_code == 200
    assert "cannot be read right now" in page.content.decode()


def test_a_young_log_says_that_there_is_no_checkpoint_yet(writing: Writing, client: Client) -> None:
    assert "No checkpoint was signed yet." in client.get("/log").content.decode()
    assert client.get("/log/checkpoint").status_code == 404


def test_the_page_of_the_log_names_its_key_and_its_newest_checkpoint(writing: Writing, client: Client) -> None:
    record(writing, 2)
    checkpoint = read_checkpoint(client.get("/log/checkpoint").content)[0]
    page = client.get("/log").content.decode()
    assert writing.log.vkey in page.replace("&#x27;", "'")
    assert checkpoint.root.hex() in page
    assert "only the operator’s word" in page


def test_an_entry_is_found_by_its_number_and_spelled_out(writing: Writing, client: Client) -> None:
    record(writing, 2)
    assert client.get("/log/entry?number=1").headers["Location"] == "/log/entry/1"
    spelled = json.loads(client.get("/log/entry/0.json").content)
    assert spelled["leaf"]["content"] == digest("0").hex()
    assert spelled["leaf_hash"] == sha256(b"\0" + next(iter(writing.log.entries(0, 1)))).hexdigest()


@pytest.mark.parametrize("number", ["", "-1", "one", "٣", "9" * 40, "700"])
def test_a_number_that_is_none_is_nowhere(writing: Writing, client: Client, number: str) -> None:
    record(writing, 2)
    there = client.get("/log/entry", {"number": number})
    assert 404 in (there.status_code, client.get(there.headers.get("Location", "/nowhere")).status_code)


def test_the_witness_answers_as_the_signer_does(ledger: Callable[..., Parts], client: Client) -> None:
    asked = []

    def signer(verb: str, body: bytes) -> Frame:
        asked.append((verb, body))
        return Frame("409", b"12\n")

    ledger(ask_signer=signer)
    answer = client.post("/witness/add-checkpoint", b"old 3\n\nnote", content_type="text/plain")
    assert asked == [("add-checkpoint", b"old 3\n\nnote")]
    assert (answer.status_code, answer.content) == (409, b"12\n")
    assert answer.headers["Content-Type"] == "text/x.tlog.size"


def test_a_silent_signer_is_no_refusal(ledger: Callable[..., Parts], client: Client) -> None:
    assert client.post("/witness/add-checkpoint", b"x", content_type="text/plain").status_code == 503


def test_a_request_too_large_for_any_log_never_reaches_the_signer(ledger: Callable[..., Parts], client: Client) -> None:
    answer = client.post("/witness/add-checkpoint", b"x" * 65_537, content_type="text/plain")
    assert answer.status_code == 413


def test_the_witness_has_its_pace(
    ledger: Callable[..., Parts], client: Client, settings: Any, monkeypatch: Any
) -> None:
    settings.DEMO = False
    monkeypatch.setattr(pace, "CHECKS_A_MINUTE", 0)
    assert client.post("/witness/add-checkpoint", b"x", content_type="text/plain").status_code == 429
