"""Posts and files are held against what authors signed; every warning has its case, and asking leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.test import Client
from rest_framework.settings import api_settings
from sqlalchemy import insert

from chronology.anchors.tables import anchor, anchor_contact
from chronology.records import BlockPoint, text_digest
from provenance.statements.commitment import commitment
from provenance.statements.eip55 import to_checksum
from provenance.statements.types import Act, ContentForm, RevocationSubject, Role, Scope
from provenance.statements.wire import to_json
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.accounts.tests.signing_in import TestKey, sign_in
from verify.api.limits import CHECKS_MOST
from verify.api.tests.media import png, upload
from verify.api.tests.signing import CHECK, check, logged_in, newsroom, post, warned
from verify.api.tests.test_recording import assert_problem, member
from verify.api.tests.test_verifying import follows
from verify.authors.services import key_revoke, revocation_record, statement_record
from verify.authors.tests.ground import PHOTO, Ground, secret, signed_by, statement
from verify.callers import counts
from verify.cases.links import link_name
from verify.cases.tests.recording import Chronicle
from verify.ledger.services import record_open
from verify.ledger.values import Viewer

LINK = "https://desk.example/a"
TEXT = "Fire in the harbour\r\n"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Chronicle, Ground]]:
    with newsroom(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def log(room: tuple[Chronicle, Ground]) -> Chronicle:
    return room[0]


@pytest.fixture
def ground(room: tuple[Chronicle, Ground]) -> Ground:
    return room[1]


def photo(**more: Any) -> dict[str, Any]:
    return {"sha256": PHOTO.hex(), **more}


def codes(answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.json()
    return {one["code"] for one in answer.json()["findings"]}


def test_a_file_that_its_author_signed_is_told_with_who_and_when(
    log: Chronicle, ground: Ground, document: dict[str, Any]
) -> None:
    row = ground.record()
    log.enter()
    answer = check(photo(author=ground.author.pk))
    assert {"author.stated", "author.as_claimed"} <= codes(answer)
    assert answer.json()["statements"] == [row.pk]
    assert answer.json()["claimed"]["name"] == "Ada Author"
    assert answer.json()["not_checked"] == ["truth", "copies"]
    follows(document, "Checked", answer.json())


def test_a_file_is_hashed_and_forgotten(log: Chronicle, ground: Ground) -> None:
    content = png()
    ground.record(statement(ground.now, sha256(content).digest()))
    fields = {"file": upload(content), "author": to_checksum(ground.key.address)}
    answer = Client().post(CHECK, fields)
    assert "author.as_claimed" in codes(answer)
    assert answer.json()["sha256"] == sha256(content).hexdigest()


def test_a_text_is_looked_up_in_its_one_spelling(log: Chronicle, ground: Ground) -> None:
    row = ground.record(statement(ground.now, bytes(text_digest(TEXT))))
    answer = check({"text": "Fire in the harbour  "})
    assert answer.json()["sha256"] == text_digest(TEXT).hex()
    assert answer.json()["statements"] == [row.pk]


def test_most_works_are_signed_by_nobody_and_that_is_no_warning(ground: Ground, document: dict[str, Any]) -> None:
    answer = check({"sha256": "00" * 32})
    assert codes(answer) == {"author.none"}
    assert warned(answer) == set()
    follows(document, "Checked", answer.json())


def test_a_statement_that_came_with_a_post_is_checked_though_nobody_recorded_it(log: Chronicle, ground: Ground) -> None:
    signed = to_json(signed_by(ground.key, statement(ground.now)))
    assert warned(check(photo(signed=signed))) >= {"author.not_recorded"}
    assert "author.other_content" not in warned(check(photo(signed=signed)))
    assert "author.other_content" in warned(check({"sha256": "11" * 32, "signed": signed}))


def test_a_signature_in_another_writing_is_the_one_on_record(log: Chronicle, ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    statement_record(signed, owner=ground.viewer(ground.journalist))
    log.enter()
    other = replace(signed, signature=signed.signature[:64] + bytes([signed.signature[64] - 27]))
    assert "author.not_recorded" not in warned(check(photo(signed=to_json(other))))


def test_somebody_else_s_earlier_record_warns(log: Chronicle, ground: Ground) -> None:
    rivals = organisation_create(name="Rivals", slug="rivals", owner=User.objects.create(username="rival"))
    record_open(sha256=PHOTO, owner=Viewer(rivals.pk))
    log.enter()
    anchored(log)
    ground.clock.forward(3600)
    row = ground.record()
    log.sequencer.beacons.offer(BlockPoint(137, 1, b"\x01" * 32, int(ground.now.timestamp())))
    log.enter()
    for asked in (photo(), photo(signed=row.body)):
        answer = check(asked)
        assert "author.rival_earlier" in warned(answer)
        assert "Rivals" in json.dumps([one["sentence"] for one in answer.json()["warnings"]])


def test_an_altered_signature_counts_for_nobody(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    spoilt = replace(signed, message=replace(signed.message, role=Role.PUBLISHER))  # type: ignore[type-var]
    found = warned(check(photo(signed=to_json(spoilt))))
    assert found & {"author.signature_broken", "author.signature_unavailable"}


def test_a_key_that_nobody_claimed_is_an_unknown_source(log: Chronicle, ground: Ground) -> None:
    signed = to_json(signed_by(secret("nobody's"), statement(ground.now)))
    assert "author.unknown_source" in warned(check(photo(signed=signed)))


def test_an_organisation_that_no_domain_names_is_unbound(log: Chronicle, ground: Ground) -> None:
    ground.record(ground.for_desk(ground.delegate()))
    log.enter()
    assert "author.organisation_unbound" in warned(check(photo()))


def test_a_key_revoked_before_it_signed_warns(log: Chronicle, ground: Ground) -> None:
    key = ground.author.keys.get()
    signed = to_json(signed_by(ground.key, statement(ground.now + timedelta(days=1))))
    key_revoke(key=key, by=ground.journalist, effective=ground.now, reason="stolen", stepped_up=True)
    ground.clock.forward(2 * 86_400)
    assert warned(check(photo(signed=signed))) & {"author.key_revoked", "author.key_order_unknown"}


def test_a_delegate_outside_scope_warns(log: Chronicle, ground: Ground) -> None:
    row = ground.delegate((Scope.CORRECT,))
    signed = to_json(signed_by(ground.key, ground.for_desk(row)))
    assert "author.outside_scope" in warned(check(photo(signed=signed)))


def test_a_delegation_that_was_ended_warns(log: Chronicle, ground: Ground) -> None:
    row = ground.delegate()
    end = ground.ending(RevocationSubject.DELEGATION, bytes.fromhex(row.struct_hash))
    revocation_record(signed_by(ground.desk_key, end), owner=ground.viewer(ground.owner))
    ground.clock.forward(86_400)
    signed = to_json(signed_by(ground.key, ground.for_desk(row)))
    assert warned(check(photo(signed=signed))) & {"author.delegation_revoked", "author.delegation_order_unknown"}


def test_an_organisation_that_never_delegated_warns(log: Chronicle, ground: Ground) -> None:
    speaking = statement(ground.now, organisation=ground.desk_key.address, delegation=b"\x07" * 32)
    assert "author.delegation_unknown" in warned(check(photo(signed=to_json(signed_by(ground.key, speaking)))))


@pytest.mark.parametrize("claimed", ["0x" + "ab" * 20, "rival.example", "did:web:rival.example", "A" * 22])
def test_a_claimed_author_who_is_not_the_recorded_one_warns(log: Chronicle, ground: Ground, claimed: str) -> None:
    ground.record()
    log.enter()
    assert "author.other_than_claimed" in warned(check(photo(author=claimed)))


def test_whoever_signs_another_s_recorded_work_is_told_of_them(log: Chronicle, ground: Ground) -> None:
    ground.record()
    log.enter()
    signed = to_json(signed_by(secret("thief"), statement(ground.now)))
    assert "author.other_than_claimed" in warned(check(photo(signed=signed)))


def test_what_was_taken_back_warns(log: Chronicle, ground: Ground) -> None:
    row = ground.record()
    ground.record(statement(ground.now, act=Act.RETRACT, about=bytes.fromhex(row.pk)))
    assert "author.retracted" in warned(check(photo()))


def test_a_link_of_a_post_leads_to_what_was_signed_as_published_there(log: Chronicle, ground: Ground) -> None:
    row = ground.record()
    log.enter()
    answer = check({"text": f"Look at this: {LINK}#photo, and weep."})
    assert answer.json()["sources"] == [f"{LINK}#photo"]
    told = [one for one in answer.json()["findings"] if one["code"] == "author.stated"]
    assert [one["subject"] for one in told] == [row.pk]
    assert "source.not_on_record" not in warned(answer)
    assert "author.other_than_claimed" in warned(check({"text": LINK, "author": "rival.example"}))


def test_a_link_that_nobody_named_is_an_unknown_source(ground: Ground) -> None:
    answer = check({"text": "https://elsewhere.example/1 https://elsewhere.example/2 http://localhost/secret"})
    assert answer.json()["sources"] == ["https://elsewhere.example/1", "https://elsewhere.example/2"]
    assert warned(answer) == {"source.not_on_record"}


def test_a_link_that_somebody_recorded_is_their_word(log: Chronicle, ground: Ground) -> None:
    record = record_open(sha256=PHOTO, owner=Viewer(ground.desk.pk))
    link_name(record, "https://desk.example/b?utm_source=x")
    answer = check({"source": "https://desk.example/b"})
    assert "source.recorded" in codes(answer)
    assert warned(answer) == set()
    assert answer.json()["not_checked"] == ["truth", "copies", "content"]


def test_many_are_checked_in_their_order_and_one_that_does_not_fit_stops_no_other(
    log: Chronicle, ground: Ground, document: dict[str, Any]
) -> None:
    ground.record()
    items = [photo(), {"note": 1}, {"source": "javascript:x"}, 7, {"text": "\ud800"}, {"text": f"a {LINK}"}]
    body = check({"items": items}).json()
    assert [one["status"] for one in body["items"]] == [200, 400, 400, 400, 400, 200]
    assert [one["problem"]["code"] for one in body["items"] if one["problem"]] == [
        "bad_check", "link.refused", "bad_check", "bad_check",
    ]  # fmt: skip
    follows(document, "CheckedItems", body)


def test_of_many_texts_each_first_link_is_looked_up(ground: Ground) -> None:
    body = check({"items": [{"text": "https://a.example/1 https://a.example/2"}]}).json()
    assert body["items"][0]["checked"]["sources"] == ["https://a.example/1"]


BAD: list[Any] = [
    {}, [], 7, "x", {"text": ""}, {"text": "a", "sha256": "ab" * 32}, {"sha256": "AB" * 32}, {"author": ""},
    {"note": "x"}, {"signed": {}}, {"signed": 1}, {"text": "\ud800"}, {"items": []},
    {"items": [{}] * (CHECKS_MOST + 1)},
    {"items": [{}], "author": "x"}, {"text": "x" * 65_537}, {"author": "x" * 601},
]  # fmt: skip


@pytest.mark.parametrize("body", BAD, ids=lambda body: str(body)[:40])
def test_what_is_nothing_to_check_is_refused(ground: Ground, body: object) -> None:
    assert_problem(check(body), 400, "bad_check")


@pytest.mark.parametrize(
    "fields", [{"signed": "x"}, {"signed": "[" * 100_000}, {"note": "x"}, {"author": ["a", "b"]}, {"sha256": "ab" * 32}]
)
def test_a_form_with_something_else_is_refused(ground: Ground, fields: dict[str, Any]) -> None:
    assert_problem(Client().post(CHECK, {"file": upload(png()), **fields}), 400, "bad_check")


def test_too_long_a_call_is_refused(ground: Ground) -> None:
    assert_problem(check({"items": [{"text": "x" * 60_000}] * 40}), 413, "body_too_large")


def test_a_statement_of_another_kind_is_no_statement_about_a_work(log: Chronicle, ground: Ground) -> None:
    signed = to_json(signed_by(ground.desk_key, ground.delegation()))
    answer = check(photo(signed=signed))
    assert (answer.status_code, answer.json()["reason"]) == (400, "statement.type")


def test_what_is_sealed_is_found_by_nobody(log: Chronicle, ground: Ground) -> None:
    hidden = statement(ground.now, commitment(PHOTO, b"\1" * 32), form=ContentForm.COMMITMENT)
    ground.record(hidden)
    found, nothing = check(photo(source=LINK)).json(), check({"sha256": "00" * 32, "source": LINK}).json()
    assert found["findings"][0]["code"] == nothing["findings"][0]["code"] == "author.none"
    assert (found["statements"], found["warnings"]) == (nothing["statements"], nothing["warnings"])
    assert codes(post(member("rival"), CHECK, photo())) == {"author.none"}


def test_checking_is_counted_and_slowed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "check", "2/min")
    answers = [check(photo()) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"]


@pytest.mark.parametrize(("items", "calls"), [(1, 1), (10, 1), (11, 2), (100, 10)])
def test_many_count_as_what_they_cost(ground: Ground, monkeypatch: pytest.MonkeyPatch, items: int, calls: int) -> None:
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "check", f"{calls}/min")
    many = {"items": [{"note": "nothing to check"}] * items}
    assert [check(many).status_code for _ in range(2)] == [200, 429]
    counts.clear()
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_RATES, "check", f"{max(1, calls - 1)}/min")
    assert check(many).status_code == (200 if calls == 1 else 429)


def test_asking_leaves_nothing(
    log: Chronicle, ground: Ground, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = secret("a stranger who asks")
    address = stranger.address.hex()
    signed = to_json(signed_by(stranger, statement(ground.now, source="https://looked-up.example/x")))
    before = rows()
    asked = {"text": "a post looked-up-words https://looked-up.example/x", "author": f"0x{address}", "signed": signed}
    check(asked)
    check({"items": [asked, {"author": "not known"}]})
    post(Client(), "/api/v1/lookup", {"author": f"0x{address}"})
    post(logged_in(ground.owner), CHECK, asked)
    assert rows() == before
    said = (caplog.text + capsys.readouterr().err + json.dumps(dump())).lower()
    assert address not in said
    assert "looked-up" not in said


def test_a_wallet_that_logged_in_to_ask_is_in_no_row_once_it_logged_out(log: Chronicle, ground: Ground) -> None:
    client, wallet = Client(), TestKey("somebody who only asks")
    sign_in(client, wallet)
    assert check(photo(author=wallet.text), client).status_code == 200
    client.logout()
    told = json.dumps(dump()).lower()
    assert wallet.address.hex() not in told
    assert ground.key.address.hex() in told, "the dump holds no address at all, so this proves nothing"


def anchored(log: Chronicle) -> None:
    """A block of a public chain holds the log as it is now."""
    log.publish()
    chronology, at = log.sequencer.log, log.sequencer.clock()
    row: dict[str, Any] = {
        "log_id": chronology.log_id, "kind": "evm", "name": "chain 137", "development": False,
        "size": chronology.head().size, "root": b"\xee" * 32, "checkpoint": b"", "state": "final", "memo": b"",
        "evidence": None, "reference": "0x" + "7e" * 32, "chain_id": 137, "at": at, "detail": "", "settled": True,
        "created_at": at, "changed_at": at,
    }  # fmt: skip
    with chronology.engine.begin() as connection:
        connection.execute(insert(anchor).values(**row))
        seen = {"kind": "evm", "name": "chain 137", "asked_at": at, "answered_at": at}
        connection.execute(insert(anchor_contact).values(**seen, trouble=""))


def rows() -> dict[str, int]:
    """How many rows each table has; sessions of those who log in are their own."""
    kept = (one for one in apps.get_models() if one._meta.label != "sessions.Session")
    return {one._meta.label: one._default_manager.count() for one in kept}


def dump() -> list[str]:
    """Every value of every row of every store of the site."""
    told: list[str] = []
    for store in connections:
        with connections[store].cursor() as cursor:
            for table in connections[store].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                told += [bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
                         for row in cursor.fetchall() for value in row]  # fmt: skip
    return told
