"""What authors signed goes on record over the interface, is read again, and says nothing where it is sealed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from provenance.statements import wire
from provenance.statements.commitment import commitment
from provenance.statements.types import Act, ContentForm, DomainClaim, Role, Scope, Signed
from verify.api.tests.media import new_key, telling
from verify.api.tests.signing import (
    AUTHORS,
    NO_WAIT,
    STATEMENTS,
    confirmed,
    logged_in,
    newsroom,
    post,
    send,
)
from verify.api.tests.test_recording import assert_problem, member
from verify.api.tests.test_verifying import follows
from verify.authors.models import Key, SignedMessage
from verify.authors.services import key_revoke, statement_erase
from verify.authors.tests.ground import PHOTO, Ground, secret, signed_by, statement
from verify.cases.tests.recording import Chronicle
from verify.ledger.models import OutboxEntry, Record

NEVER = "0" * 64
WORK, SALT = sha256(b"a sealed work").digest(), secrets.token_bytes(32)
OPENING = {"sha256": WORK.hex(), "salt": SALT.hex()}


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


@pytest.fixture
def journalist(ground: Ground) -> Client:
    return logged_in(ground.journalist)


def sealed(ground: Ground) -> Signed:
    content = commitment(WORK, SALT)
    return signed_by(ground.key, statement(ground.now, content, form=ContentForm.COMMITMENT))


def test_a_statement_is_durable_before_it_is_answered(
    log: Chronicle, ground: Ground, journalist: Client, document: dict[str, Any]
) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    response = send(journalist, signed, ground.key)
    body = response.json()
    assert (response.status_code, body["id"]) == (202, wire.statement_id(signed).hex())
    assert response["Location"] == body["links"]["self"] == f"{STATEMENTS}/{body['id']}"
    assert (body["signature"]["state"], body["author"]["name"]) == ("holds", "Ada Author")
    assert OutboxEntry.objects.filter(record_id=body["record"]["id"]).exists()
    follows(document, "Statement", body)


def test_it_is_read_by_anybody_with_its_number_once_the_log_has_it(
    log: Chronicle, ground: Ground, journalist: Client, document: dict[str, Any]
) -> None:
    made = send(journalist, statement(ground.now), ground.key).json()
    waiting = Client().get(made["links"]["self"])
    log.enter()
    body = Client().get(made["links"]["self"]).json()
    assert (waiting["Retry-After"], waiting.json()["record"]["index"]) == ("1", None)
    assert body["record"]["state"] == "recorded"
    assert body["record"]["index"] >= 0
    assert wire.statement_id(wire.from_json(body["signed"])).hex() == body["id"]
    assert "author.stated" in {one["code"] for one in body["findings"]}
    follows(document, "Statement", body)


def test_the_same_message_again_is_the_same_record(ground: Ground, journalist: Client) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    first = send(journalist, signed, ground.key).json()
    written_otherwise = replace(signed, signature=signed.signature[:64] + bytes([signed.signature[64] - 27]))
    for again in (signed, written_otherwise):
        assert send(journalist, again, ground.key).json()["id"] == first["id"]
    assert Record.objects.filter(pk=first["record"]["id"]).count() == 1


def test_a_nonce_stands_for_one_message(ground: Ground, journalist: Client) -> None:
    first = statement(ground.now)
    assert send(journalist, first, ground.key).status_code == 202
    response = send(journalist, replace(first, role=Role.PUBLISHER), ground.key)
    assert_problem(response, 409, "statement_conflict")
    assert response.json()["reason"] == "nonce.used"


def test_a_stranger_s_broken_copy_keeps_the_true_one_out_nowhere(ground: Ground, journalist: Client) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    spoilt = replace(signed, signature=signed.signature[:10] + b"\1" + signed.signature[11:])
    send(logged_in(ground.owner), spoilt, ground.key)
    assert send(journalist, signed, ground.key).json()["signature"]["state"] == "holds"


def test_a_correction_and_a_retraction_are_statements(ground: Ground, journalist: Client) -> None:
    first = send(journalist, statement(ground.now), ground.key).json()
    about = bytes.fromhex(first["id"])
    correction = statement(ground.now, sha256(b"better").digest(), act=Act.CORRECT, about=about)
    better = send(journalist, correction, ground.key)
    gone = send(journalist, statement(ground.now, act=Act.RETRACT, about=about), ground.key)
    body = Client().get(first["links"]["self"]).json()
    assert (body["corrected_by"], body["retracted_by"]) == (better.json()["id"], gone.json()["id"])
    assert {"author.corrected", "author.retracted"} <= {one["code"] for one in body["warnings"]}


def test_a_delegate_s_statement_names_the_desk(ground: Ground, journalist: Client, document: dict[str, Any]) -> None:
    given = send(confirmed(logged_in(ground.owner)), ground.delegation((Scope.PUBLISH,)), ground.desk_key)
    assert (given.status_code, given.json()["type"]) == (202, "Delegation")
    follows(document, "Statement", given.json())
    row = SignedMessage.objects.get(pk=given.json()["id"]).delegationrow
    body = send(journalist, ground.for_desk(row), ground.key).json()
    assert (body["author"]["name"], body["organisation"]["name"]) == ("Ada Author", "The Desk")


def test_an_author_is_read_with_keys_delegations_and_statements(
    log: Chronicle, ground: Ground, journalist: Client, document: dict[str, Any]
) -> None:
    ground.delegate()
    made = send(journalist, statement(ground.now), ground.key).json()
    log.enter()
    body = Client().get(f"{AUTHORS}/{ground.author.pk}").json()
    assert (body["name"], body["kind"], len(body["keys"]), len(body["delegations"])) == ("Ada Author", "person", 1, 1)
    assert body["delegations"][0]["direction"] == "received"
    assert [one["id"] for one in body["statements"]] == [made["id"]]
    follows(document, "Author", body)
    before = Client().get(f"{AUTHORS}/{ground.author.pk}", {"before": made["id"]}).json()
    assert (before["statements"], before["next"]) == ([], None)


def test_what_a_stolen_key_signed_stands_under_its_author_with_its_warning(
    log: Chronicle, ground: Ground, journalist: Client
) -> None:
    made = send(journalist, statement(ground.now), ground.key).json()
    log.enter()
    key = Key.objects.get(principal=ground.author)
    stolen = ground.now - timedelta(days=30)
    key_revoke(key=key, by=ground.journalist, effective=stolen, reason="stolen", stepped_up=True)
    (line,) = Client().get(f"{AUTHORS}/{ground.author.pk}").json()["statements"]
    assert line["id"] == made["id"]
    assert "author.key_revoked" in {one["code"] for one in line["warnings"]}


@pytest.mark.parametrize("path", [f"{STATEMENTS}/{NEVER}", f"{STATEMENTS}/x", f"{AUTHORS}/{'A' * 22}", f"{AUTHORS}/x"])
def test_who_and_what_is_not_there_is_not_found(ground: Ground, path: str) -> None:
    assert_problem(Client().get(path), 404, "not_found")


def test_a_page_of_statements_that_nobody_named_is_malformed(ground: Ground) -> None:
    assert_problem(Client().get(f"{AUTHORS}/{ground.author.pk}", {"before": "x"}), 400, "malformed")


def test_a_sealed_statement_answers_everybody_else_like_none(
    log: Chronicle, ground: Ground, journalist: Client, document: dict[str, Any]
) -> None:
    made = send(journalist, sealed(ground), ground.key, opening=OPENING).json()
    assert (made["form"], made["record"]["index"]) == ("sealed", None)
    follows(document, "Statement", made)
    for outsider in (Client(), member("rival")):
        found, nothing = outsider.get(made["links"]["self"]), outsider.get(f"{STATEMENTS}/{NEVER}")
        assert (found.status_code, found.content) == (404, nothing.content)
        assert telling(found) == telling(nothing)
        page = outsider.get(f"{AUTHORS}/{ground.author.pk}").json()
        assert page["statements"] == []


def test_an_opening_that_does_not_fit_is_refused(ground: Ground, journalist: Client) -> None:
    other = {**OPENING, "salt": "00" * 32}
    response = send(journalist, sealed(ground), ground.key, opening=other)
    assert_problem(response, 400, "bad_statement")
    assert response.json()["reason"] == "content.opening"


def test_what_was_erased_says_nothing_any_more(ground: Ground, journalist: Client, document: dict[str, Any]) -> None:
    made = send(journalist, statement(ground.now), ground.key).json()
    row = SignedMessage.objects.get(pk=made["id"]).statementrow
    statement_erase(row=row, owner=ground.viewer(ground.journalist))
    body = Client().get(made["links"]["self"]).json()
    assert (body["erased"], body["signed"], body["author"]) == (True, None, None)
    follows(document, "Statement", body)


def test_a_stranger_records_nothing(ground: Ground) -> None:
    before = Record.objects.count()
    assert_problem(send(Client(), statement(ground.now), ground.key), 403, "forbidden")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ground.journalist)
    assert_problem(send(strict, statement(ground.now), ground.key), 403, "forbidden")
    assert Record.objects.count() == before


def test_somebody_else_s_key_is_nobody_s_to_claim(ground: Ground, journalist: Client) -> None:
    from verify.authors.tests.ground import NOBODY, KeyClaim, nonce, seconds

    claim = KeyClaim(ground.house.pk, "testserver", NOBODY, seconds(ground.now), nonce())
    response = send(confirmed(journalist), claim, secret("third"))
    assert_problem(response, 403, "forbidden")
    assert response.json()["reason"] == "author.not_yours"


def test_keys_and_delegations_ask_for_a_second_factor_as_on_the_pages(ground: Ground) -> None:
    """Whoever has an owner's session alone gets no key of their own to speak for the desk."""
    from verify.authors.tests.ground import NOBODY, KeyClaim, nonce, seconds

    owner, thief = logged_in(ground.owner), secret("thief")
    claim = KeyClaim(ground.house.pk, "testserver", NOBODY, seconds(ground.now), nonce())
    domain = DomainClaim("desk.example", ground.house.pk, seconds(ground.now), nonce())
    guarded = [(claim, thief), (ground.delegation(), ground.desk_key), (domain, ground.desk_key)]
    for client in (owner, confirmed(owner, seconds_ago=601)):
        for message, key in guarded:
            response = send(client, message, key)
            assert_problem(response, 403, "forbidden")
            assert response.json()["reason"] == "step_up"
    assert not Key.objects.filter(address=f"0x{thief.address.hex()}").exists()
    assert {send(confirmed(owner), message, key).status_code for message, key in guarded} == {202}


def good(ground: Ground) -> dict[str, Any]:
    return wire.to_json(signed_by(ground.key, statement(ground.now, PHOTO)))


SPOILT: dict[str, Any] = {
    "no signature": lambda one: {name: value for name, value in one.items() if name != "signature"},
    "another schema": lambda one: {**one, "schema": "firstlight.signed/2"},
    "a field too many": lambda one: {**one, "note": "x"},
    "another chain": lambda one: {**one, "domain": {**one["domain"], "chainId": one["domain"]["chainId"] + 1}},
    "another contract": lambda one: {**one, "domain": {**one["domain"], "verifyingContract": "0x" + "11" * 20}},
    "a wrong checksum": lambda one: {**one, "signer": one["signer"].swapcase().replace("X", "x")},
    "a message of another kind": lambda one: {**one, "type": "Permit"},
    "a source that is no link": lambda one: {**one, "message": {**one["message"], "source": "javascript:x"}},
    "half a character": lambda one: {**one, "message": {**one["message"], "source": "https://a.example/\ud800"}},
    "a time in the future": lambda one: {**one, "message": {**one["message"], "time": one["message"]["time"] + 86_400}},
    "a stale time": lambda one: {**one, "message": {**one["message"], "time": one["message"]["time"] - 86_400 * 30}},
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_does_not_fit_is_refused_with_its_reason_and_leaves_nothing(
    ground: Ground, journalist: Client, fault: str
) -> None:
    before = (SignedMessage.objects.count(), Record.objects.count(), OutboxEntry.objects.count())
    response = post(journalist, STATEMENTS, {"signed": SPOILT[fault](good(ground))}, headers=NO_WAIT)
    assert_problem(response, 400, "bad_statement")
    assert response.json()["reason"]
    assert (SignedMessage.objects.count(), Record.objects.count(), OutboxEntry.objects.count()) == before


@pytest.mark.parametrize("body", [{}, [], {"signed": 1}, {"signed": {}, "note": 1}, {"signed": {}, "opening": {}}, "x"])
def test_what_is_no_call_is_refused(ground: Ground, journalist: Client, body: object) -> None:
    assert_problem(post(journalist, STATEMENTS, body, headers={"Idempotency-Key": new_key()}), 400, "bad_statement")
