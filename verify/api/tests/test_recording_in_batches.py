"""Many records in one call: each stands by itself, codes let copies be found, a repeated call records nothing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fixtures.photographs import photograph
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.wire import to_json
from verify.api.limits import BATCH_MOST
from verify.api.tests.test_recording import assert_problem, member
from verify.api.tests.test_verifying import follows
from verify.cases.index_rows import leave
from verify.cases.tests.matching import Shelf, cropped, shelf_in
from verify.cases.tests.recording import Chronicle, chronicle
from verify.index.errors import IndexUnavailable
from verify.ledger.models import Record

BATCH, LOOKUP = "/api/v1/records/batch", "/api/v1/lookup"
LINK = "https://example.org/harbour?utm_source=feed"


@pytest.fixture
def log(tmp_path: Path, stores: None) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with shelf_in(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def desk(log: Chronicle) -> Client:
    return member("desk")


def send(client: Client, *records: Any, **headers: str) -> Any:
    body = json.dumps({"records": list(records)})
    return client.post(BATCH, body, content_type="application/json", headers=headers)


def of(letters: str, **more: Any) -> dict[str, Any]:
    return {"form": "open", "sha256": letters * 32, **more}


def codes(name: str, *, crop: bool = False) -> dict[str, Any]:
    picture = photograph(name)
    return dict(to_json(picture_fingerprints(cropped(picture) if crop else picture)))


def test_each_is_told_in_its_order_and_one_that_does_not_fit_stops_no_other(
    desk: Client, document: dict[str, Any]
) -> None:
    response = send(desk, of("ab"), {"form": "sealed"}, of("cd"), "words", of("ef", link="nowhere"))
    assert response.status_code == 200
    told = response.json()["records"]
    assert [one["status"] for one in told] == [202, 400, 202, 400, 400]
    assert [one["record"] and one["record"]["sha256"] for one in told] == ["ab" * 32, None, "cd" * 32, None, None]
    assert Record.objects.count() == 2
    follows(document, "RecordedBatch", response.json())


def test_the_same_call_again_records_nothing_twice(desk: Client) -> None:
    wanted = (of("ab"), {"form": "sealed", "sha256": "cd" * 32})
    key = {"Idempotency-Key": "a-batch-of-today-1"}
    first, second = (send(desk, *wanted, **key).json()["records"] for _ in range(2))
    assert [one["record"]["id"] for one in first] == [one["record"]["id"] for one in second]
    assert Record.objects.count() == 2
    other = send(desk, of("ef"), **key).json()["records"]
    assert [one["problem"]["code"] for one in other] == ["idempotency_key_reused"]


def test_codes_let_a_copy_be_found_although_no_medium_was_sent(desk: Client, shelf: Shelf, log: Chronicle) -> None:
    (told,) = send(desk, of("ab", fingerprints=codes("harbour"))).json()["records"]
    assert told["findable"]
    log.enter()
    asked = {"fingerprint": codes("harbour", crop=True)}
    found = Client().post(LOOKUP, json.dumps(asked), content_type="application/json").json()
    assert [one["record"]["id"] for one in found["similar"]] == [told["record"]["id"]]
    assert found["similar"][0]["band"] in ("near", "middle", "far")
    assert "distance" not in json.dumps(found)


def test_another_picture_finds_nothing(desk: Client, shelf: Shelf, log: Chronicle) -> None:
    send(desk, of("ab", fingerprints=codes("harbour")))
    log.enter()
    asked = json.dumps({"fingerprint": codes("lake")})
    assert Client().post(LOOKUP, asked, content_type="application/json").json()["similar"] == []


def test_what_its_owner_withdrew_is_told_to_nobody_although_the_index_still_knows_it(
    desk: Client, shelf: Shelf, log: Chronicle, monkeypatch: pytest.MonkeyPatch
) -> None:
    (told,) = send(desk, of("ab", fingerprints=codes("harbour"))).json()["records"]
    log.enter()
    monkeypatch.setattr(shelf.stored, "drop", _locked)
    leave(told["record"]["id"])
    assert shelf.stored.count() == 1
    asked = json.dumps({"fingerprint": codes("harbour", crop=True)})
    assert Client().post(LOOKUP, asked, content_type="application/json").json()["similar"] == []


def _locked(_subject: str) -> None:
    raise IndexUnavailable


def test_a_link_leads_back_to_its_record(desk: Client, log: Chronicle) -> None:
    (told,) = send(desk, of("ab", link=LINK)).json()["records"]
    log.enter()
    asked = json.dumps({"url": "https://example.org/harbour"})
    found = Client().post(LOOKUP, asked, content_type="application/json").json()
    assert [one["id"] for one in found["records"]] == [told["record"]["id"]]


def test_an_index_that_is_away_is_no_reason_not_to_record(desk: Client, shelf: Shelf) -> None:
    shelf.away = True
    (told,) = send(desk, of("ab", fingerprints=codes("harbour"))).json()["records"]
    assert (told["status"], told["findable"]) == (202, False)


@pytest.mark.parametrize(
    "more",
    [{"fingerprints": {}}, {"fingerprints": {"schema": "other"}}, {"link": "ftp://x"}, {"other": 1}, {"previous": "x"}],
    ids=str,
)
def test_what_does_not_fit_records_nothing(desk: Client, more: dict[str, Any]) -> None:
    (told,) = send(desk, of("ab", **more)).json()["records"]
    assert (told["status"], told["record"]) == (400, None)
    assert not Record.objects.exists()


def test_a_sealed_record_takes_neither_codes_nor_a_link(desk: Client, shelf: Shelf) -> None:
    sealed = {"form": "sealed", "sha256": "ab" * 32}
    told = send(desk, {**sealed, "link": LINK}, {**sealed, "fingerprints": codes("harbour")}).json()["records"]
    assert [one["status"] for one in told] == [400, 400]
    assert shelf.stored.count() == 0


@pytest.mark.parametrize("body", ["[]", "{}", '{"records": []}', '{"records": 3}', '{"records": [1], "more": 2}'])
def test_what_is_no_batch_is_refused(desk: Client, body: str) -> None:
    assert_problem(desk.post(BATCH, body, content_type="application/json"), 400, "bad_batch")


def test_more_than_fit_are_refused_as_a_whole(desk: Client) -> None:
    assert_problem(send(desk, *[of("ab")] * (BATCH_MOST + 1)), 400, "bad_batch")
    assert not Record.objects.exists()


def test_strangers_record_nothing(log: Chronicle) -> None:
    assert_problem(send(Client(), of("ab")), 403, "forbidden")


HALF = "\ud800"


@pytest.mark.parametrize("more", [{"link": f"https://x.example/{HALF}"}, {HALF: 1}, {"media_type": HALF}], ids=ascii)
def test_half_a_character_is_no_fault_of_ours(desk: Client, more: dict[str, Any]) -> None:
    assert [one["status"] for one in send(desk, of("ab", **more), of("cd")).json()["records"]] == [400, 202]


@pytest.mark.parametrize("name", ["pdq", "width", "iscc"])
def test_half_a_character_among_codes_is_no_fault_of_ours(desk: Client, shelf: Shelf, name: str) -> None:
    sent = codes("harbour")
    sent["picture"][name] = HALF
    (told,) = send(desk, of("ab", fingerprints=sent)).json()["records"]
    assert (told["status"], told["record"]) == (400, None)
    asked = json.dumps({"fingerprint": sent})
    assert_problem(Client().post(LOOKUP, asked, content_type="application/json"), 400, "bad_lookup")


def test_half_a_link_is_looked_up_by_nobody(log: Chronicle) -> None:
    asked = json.dumps({"url": f"https://x.example/{HALF}"})
    assert_problem(Client().post(LOOKUP, asked, content_type="application/json"), 400, "link.refused")
