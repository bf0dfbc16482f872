"""A badge on any page reads what is open about one digest: without cookies, kept by caches, and in careful words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from provenance.statements.types import Act
from verify.api.tests.signing import newsroom
from verify.api.tests.test_recording import CONTENT, assert_problem, member, record
from verify.api.tests.test_verifying import follows
from verify.authors.tests.ground import PHOTO, Ground, statement
from verify.cases.badge_words import SENTENCES, WORDS
from verify.cases.published import MOST_LINES
from verify.cases.tests.recording import Chronicle, chronicle
from verify.ledger.models import Record
from verify.ledger.services import record_hide, record_retract
from verify.ledger.values import Viewer

NOTHING = "00" * 32
FORBIDDEN = re.compile(r"\b(true|fake|verified|guaranteed?|authentic|genuine)\b", re.IGNORECASE)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Chronicle, Ground]]:
    with newsroom(tmp_path, monkeypatch) as found:
        yield found


def badge(digest: str = CONTENT["sha256"], **headers: str) -> Any:
    return Client().get(f"/api/v1/badge/{digest}", headers=headers)


def test_an_open_record_is_told_with_who_made_it(log: Chronicle, document: dict[str, Any]) -> None:
    made = record(member("desk"), CONTENT).json()
    assert badge().json()["code"] == "badge.waiting"
    log.enter()
    body = badge().json()
    follows(document, "Badge", body)
    assert (body["code"], body["word"]) == ("badge.on_record", "On record")
    assert body["lines"][0]["record"] == made["id"]
    assert "The desk put exactly these bytes on record" in body["lines"][0]["sentence"]
    assert body["links"]["page"] == f"/badge/{CONTENT['sha256']}"
    assert body["demo"] is True


def test_most_files_are_on_no_record_and_that_is_said(log: Chronicle, document: dict[str, Any]) -> None:
    body = badge(NOTHING).json()
    follows(document, "Badge", body)
    assert body["code"] == "badge.nothing"
    assert "says nothing against this one" in body["sentence"]
    assert {one["code"] for one in body["lines"]} == {"on_record.none", "author.none"}


def test_it_speaks_the_language_that_the_page_asks_for(log: Chronicle, document: dict[str, Any]) -> None:
    english, chinese = badge(NOTHING), badge(f"{NOTHING}?lang=zh-hans")
    follows(document, "Badge", chinese.json())
    assert chinese.json()["code"] == english.json()["code"]
    assert (chinese.json()["word"], chinese["Content-Language"]) == ("没有记录", "zh-hans")
    assert all(re.search("[\u4e00-\u9fff]", one["sentence"]) for one in chinese.json()["lines"])
    assert chinese["ETag"] != english["ETag"]
    assert badge(NOTHING, **{"Accept-Language": "zh-CN"}).content == english.content
    assert badge(f"{NOTHING}?lang=xx").status_code == 400


def test_a_sealed_record_answers_like_nothing(log: Chronicle) -> None:
    sealed = {"form": "sealed", "sha256": CONTENT["sha256"]}
    record(member("desk"), sealed)
    log.enter()
    found, nothing = badge(), badge(NOTHING)
    assert found.content.replace(CONTENT["sha256"].encode(), b"") == nothing.content.replace(NOTHING.encode(), b"")
    assert found["ETag"] == nothing["ETag"]


def test_what_was_taken_back_says_so_and_what_stands_beside_it_counts(log: Chronicle) -> None:
    record(member("desk"), CONTENT)
    log.enter()
    first = Record.objects.get()
    record_retract(first, owner=Viewer(first.organisation_id, first.user_id))
    log.enter()
    assert badge().json()["code"] == "badge.taken_back"
    record(member("rival"), CONTENT)
    log.enter()
    body = badge().json()
    assert body["code"] == "badge.on_record"
    assert {"on_record.retracted", "on_record.rivals"} <= {one["code"] for one in body["lines"]}


def test_what_the_operator_hid_is_not_told(log: Chronicle) -> None:
    record(member("desk"), CONTENT)
    log.enter()
    record_hide(Record.objects.get())
    assert badge().json()["code"] == "badge.nothing"


def test_whoever_records_most_does_not_fill_the_card(log: Chronicle) -> None:
    for number in range(MOST_LINES + 3):
        record(member(f"desk{number}"), CONTENT)
    log.enter()
    body = badge().json()
    assert len(body["lines"]) == MOST_LINES
    assert body["lines"][0]["code"] == "on_record.rivals", "that there are several is never cut off"
    assert body["more"] > 0


def test_a_published_statement_is_told_and_its_end_too(room: tuple[Chronicle, Ground]) -> None:
    log, ground = room
    row = ground.record()
    log.enter()
    body = badge(PHOTO.hex()).json()
    assert body["code"] == "badge.signed"
    assert row.pk in {one["statement"] for one in body["lines"]}
    log.sequencer.clock.forward(60)  # type: ignore[attr-defined]
    ground.record(statement(ground.now, act=Act.RETRACT, about=bytes.fromhex(row.pk)))
    log.enter()
    assert badge(PHOTO.hex()).json()["code"] == "badge.taken_back"


def test_pages_of_all_sites_may_read_it_and_caches_keep_it_for_minutes(log: Chronicle) -> None:
    answer = badge(NOTHING, Origin="https://paper.example")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"] == "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", ""), "one answer serves everybody"


def test_a_session_changes_nothing(log: Chronicle) -> None:
    sealed = {"form": "sealed", "sha256": CONTENT["sha256"]}
    owner = member("desk")
    record(owner, sealed)
    answer = owner.get(f"/api/v1/badge/{CONTENT['sha256']}")
    assert answer.content == badge().content
    assert not answer.cookies


def test_the_same_answer_is_not_sent_twice(log: Chronicle) -> None:
    first = badge(NOTHING)
    again = badge(NOTHING, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (again["ETag"], again["Access-Control-Allow-Origin"]) == (first["ETag"], "*")
    assert again["Cache-Control"] == first["Cache-Control"]
    record(member("desk"), {**CONTENT, "sha256": NOTHING})
    changed = badge(NOTHING, **{"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["code"]) == (200, "badge.waiting")


@pytest.mark.parametrize("digest", ["x", "AB" * 32, "ab" * 31, "ab" * 33, "%00", "..%2f" + "a" * 59])
def test_what_is_no_digest_is_refused_and_not_kept(digest: str) -> None:
    answer = badge(digest)
    assert answer.status_code in (400, 404)
    assert answer.headers.get("Cache-Control") == "no-store"
    if answer.status_code == 400:
        assert_problem(answer, 400, "malformed")
        assert answer["Access-Control-Allow-Origin"] == "*", "so that a page can say what happened"


def test_where_records_cannot_be_asked_nothing_is_said_of_the_file(log: Chronicle, monkeypatch: Any) -> None:
    monkeypatch.setattr("verify.cases.published.records_seen", lambda *_, **__: None)
    answer = badge()
    assert_problem(answer, 503, "unavailable")
    assert answer["Cache-Control"] == "no-store"
    assert "says nothing" in answer.json()["detail"]


def test_no_word_of_it_judges() -> None:
    said = json.dumps([*WORDS.values(), *SENTENCES.values()])
    assert not FORBIDDEN.search(said)
    assert set(WORDS) == set(SENTENCES)


def test_the_tag_tells_answers_apart_and_nothing_of_the_digest(log: Chronicle) -> None:
    tags = [badge(hashlib.sha256(bytes([number])).hexdigest())["ETag"] for number in range(3)]
    assert len(set(tags)) == 1
    record(member("desk"), CONTENT)
    assert badge()["ETag"] not in tags
