"""Consents are recorded, taken back and asked about over the interface; objections are taken in and tell nothing."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from provenance.statements import wire
from provenance.statements.types import ConsentTo, Track
from verify import wiring
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.api.tests.media import new_key
from verify.api.tests.test_verifying import follows
from verify.authors.models import CountedAuthor, Key
from verify.callers import OBJECTIONS_AN_HOUR
from verify.cases.tests.recording import Chronicle, chronicle
from verify.consents.models import ConsentRow, Objection
from verify.consents.tests.consenting import MARA, STRANGER, WORK, claimed, consent, revocation, signed
from verify.ledger.models import Record

CONSENTS, OBJECTIONS = "/api/v1/consents", "/api/v1/objections"
NO_WAIT = {"Prefer": "respond-async"}
USE = {"sha256": WORK.hex(), "tracks": ["picture"]}


@pytest.fixture
def log(stores: None, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        monkeypatch.setattr(wiring, "now", running.sequencer.clock)
        yield running


@pytest.fixture
def desk(log: Chronicle) -> Client:
    user = User.objects.create_user("ida")
    organisation = organisation_create(name="Harbour Post", slug="harbour-post", owner=user)
    key: Key = claimed(MARA, User.objects.create_user("mara"), "Mara Lind")
    CountedAuthor.objects.create(organisation=organisation, principal=key.principal, created=log.sequencer.clock())
    client = Client()
    client.force_login(user)
    return client


def send(client: Client, address: str, body: Any, **headers: str) -> Any:
    return client.post(address, body, content_type="application/json", headers={**NO_WAIT, **headers})


def record(client: Client, message: Any, key: Any = MARA) -> Any:
    return send(client, CONSENTS, {"signed": wire.to_json(signed(message, key))})


def asked(client: Client, **more: Any) -> list[str]:
    answer = send(client, f"{CONSENTS}/check", {**USE, **more})
    assert answer.status_code == 200, answer.json()
    return [one["code"] for one in answer.json()["findings"]]


def test_a_consent_is_recorded_and_read(document: dict[str, Any], log: Chronicle, desk: Client) -> None:
    answer = record(desk, consent())
    assert answer.status_code == 202
    assert answer["Location"] == f"{CONSENTS}/{answer.json()['id']}"
    follows(document, "Consent", answer.json())

    log.enter()
    again = Client().get(answer["Location"])
    follows(document, "Consent", again.json())
    assert again.json()["record"]["state"] == "recorded"
    assert (again.json()["giver"], again.json()["vouched"]) == ("Mara Lind", "nobody")
    assert desk.get(answer["Location"]).json()["vouched"] == "counted"


def test_the_use_that_it_names_is_covered_and_no_other(document: dict[str, Any], log: Chronicle, desk: Client) -> None:
    made = record(desk, consent()).json()["id"]
    log.enter()
    answer = send(desk, f"{CONSENTS}/check", {**USE, "purpose": "advertising"})

    follows(document, "ConsentChecked", answer.json())
    assert answer.json()["covered_by"] == [made]
    assert asked(desk, purpose="political_advertising") == ["consent.other_purpose", "consent.none_that_counts"]
    assert asked(desk, tracks=["picture", "voice"]) == ["consent.covers", "consent.none_for_track"]
    assert asked(Client()) == ["consent.unvouched", "consent.none_that_counts"]


def test_a_question_does_not_say_that_the_work_declares_anything(log: Chronicle, desk: Client) -> None:
    told = send(desk, f"{CONSENTS}/check", USE).json()["findings"][0]

    assert told["code"] == "consent.none"
    assert told["sentence"].startswith("Asked about")


def test_it_is_taken_back_by_the_same_key(document: dict[str, Any], log: Chronicle, desk: Client) -> None:
    given = consent()
    record(desk, given)
    log.enter()
    assert record(desk, revocation(given), STRANGER).status_code == 403
    answer = record(desk, revocation(given))

    follows(document, "Consent", answer.json())
    assert answer.json()["type"] == "Revocation"
    assert asked(desk) == ["consent.revoked", "consent.none_that_counts"]


def test_a_campaign_is_consented_to_as_a_whole(document: dict[str, Any], log: Chronicle, desk: Client) -> None:
    members = [sha256(b"%d" % number).hexdigest() for number in range(6)]
    opened = send(desk, "/api/v1/campaigns", {"name": "Autumn voices", "members": members})
    assert opened.status_code == 201
    follows(document, "Campaign", opened.json())

    named = {
        "content": bytes.fromhex(opened.json()["id"]),
        "members_root": bytes.fromhex(opened.json()["members_root"]),
    }
    record(desk, consent(to=ConsentTo.CAMPAIGN, tracks=(Track.PICTURE,), **named))
    log.enter()
    assert asked(desk, sha256=members[4]) == ["consent.covers"]
    assert asked(desk) == ["consent.none"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, None),
        ({"signed": {}}, "signed.schema"),
        ({"signed": "x"}, None),
        ({"unknown": 1}, None),
    ],
)
def test_what_is_no_consent_is_refused(log: Chronicle, desk: Client, body: dict[str, Any], reason: str | None) -> None:
    answer = send(desk, CONSENTS, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_consent")
    assert answer.json().get("reason") == reason


def test_why_a_consent_is_not_taken_is_named(log: Chronicle, desk: Client) -> None:
    answer = record(desk, consent(purpose="intimate"))

    assert (answer.status_code, answer.json()["reason"]) == (400, "consent.purpose")
    assert not ConsentRow.objects.exists()


def test_a_campaign_that_is_sent_twice_with_one_key_is_one(log: Chronicle, desk: Client) -> None:
    key, body = new_key(), {"name": "Autumn", "members": [WORK.hex()]}
    first, again = (send(desk, "/api/v1/campaigns", body, **{"Idempotency-Key": key}) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.status_code == 201

    changed = {**body, "members": ["ab" * 32]}
    others = [
        send(desk, "/api/v1/campaigns", changed, **{"Idempotency-Key": key}),
        send(desk, "/api/v1/campaigns", body),
    ]
    assert len({one.json()["id"] for one in (first, *others)}) == 3


def test_a_log_in_is_needed_to_record_and_to_open(log: Chronicle) -> None:
    assert record(Client(), consent()).status_code == 403
    assert send(Client(), "/api/v1/campaigns", {"name": "x", "members": ["ab" * 32]}).status_code == 403
    assert not Record.objects.filter(kind=8).exists()


@pytest.mark.parametrize(
    "body",
    [{}, {**USE, "tracks": []}, {**USE, "purpose": "anything"}, {**USE, "grantee": "0x12"}, {**USE, "sha256": "x"}],
)
def test_what_is_no_question_is_refused(log: Chronicle, body: dict[str, Any]) -> None:
    answer = send(Client(), f"{CONSENTS}/check", body)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_consent_check")


@pytest.mark.parametrize("address", [f"{CONSENTS}/{'ab' * 32}", f"{CONSENTS}/x", f"{OBJECTIONS}/{'A' * 22}"])
def test_nothing_is_not_found(log: Chronicle, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert "Start a new verification" not in answer.json()["detail"]


def test_an_objection_is_taken_in_without_a_log_in(document: dict[str, Any], log: Chronicle) -> None:
    answer = send(Client(), OBJECTIONS, {"category": "voice", "words": "My voice.", "sha256": WORK.hex()})
    assert answer.status_code == 201
    follows(document, "Objection", answer.json())

    again = Client().get(answer["Location"])
    follows(document, "Objection", again.json())
    assert again.json()["state"] == "received"
    assert "My voice" not in again.content.decode()
    assert WORK.hex() not in again.content.decode()


def test_of_intimate_material_a_digest_is_refused(log: Chronicle) -> None:
    answer = send(Client(), OBJECTIONS, {"category": "intimate", "words": "That is me.", "sha256": WORK.hex()})

    assert (answer.status_code, answer.json()["reason"]) == (400, "objection.intimate")
    assert not Objection.objects.exists()


def test_a_key_makes_a_repeated_objection_the_same(log: Chronicle) -> None:
    key, body = new_key(), {"category": "voice", "words": "My voice."}
    first, again = (send(Client(), OBJECTIONS, body, **{"Idempotency-Key": key}).json()["id"] for _ in range(2))
    other = send(Client(), OBJECTIONS, body, **{"Idempotency-Key": new_key()}).json()["id"]

    assert first == again != other


@pytest.mark.parametrize("body", [{}, {"category": "x", "words": "y"}, {"category": "voice", "words": ""}, []])
def test_what_is_no_objection_is_refused(log: Chronicle, body: Any) -> None:
    answer = send(Client(), OBJECTIONS, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_objection")


def test_one_caller_buries_nobody_elses_objection(log: Chronicle) -> None:
    codes = [
        send(Client(), OBJECTIONS, {"category": "voice", "words": f"Spam {one}."}).status_code
        for one in range(OBJECTIONS_AN_HOUR + 1)
    ]
    assert set(codes[:-1]) == {201}
    assert codes[-1] == 429
    assert Objection.objects.count() == OBJECTIONS_AN_HOUR
