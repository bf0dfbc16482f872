"""The key of a desk lies with the signer and signs its organisation's own statements, once for each stepped-up row."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from provenance.statements.recovery import check
from provenance.statements.types import (
    NOTHING,
    Address,
    ChainId,
    Consent,
    ConsentTo,
    Delegation,
    KeyClaim,
    Message,
    Nonce,
    Revocation,
    RevocationSubject,
    Scope,
    SignatureState,
    Signed,
    Track,
)
from verify.ledger.asking import DESK_KEY, DESK_SIGN, REFUSED, SIGNED
from verify.ledger.errors import DeskRefused, SignerUnavailable
from verify.ledger.models import DeskKey, DeskRequest
from verify.ledger.parts import Parts
from verify.ledger.services import desk_address, desk_known, desk_sign
from verify.ledger.signer import desk_rules
from verify.ledger.tests.conftest import Hands
from verify.ledger.tests.desks import DOMAIN, EDITOR, NEWSROOM, RIVALS, STRANGER, Office, statement

NONCE = Nonce(b"\x05" * 32)


@pytest.fixture
def office(tmp_path: Path, clock: Hands, ledger: Callable[..., Parts]) -> Office:
    made = Office(tmp_path, clock)
    ledger(ask_signer=made.ask)
    return made


def signed(office: Office, message: Message, *, user: int = EDITOR, ago: float = 0) -> Signed:
    stepped_up = office.clock() - timedelta(seconds=ago)
    return desk_sign(organisation=NEWSROOM, user=user, message=message, domain=DOMAIN, stepped_up=stepped_up)


def refused(office: Office, message: Message, *, user: int = EDITOR, ago: float = 0) -> str:
    with pytest.raises(DeskRefused) as told:
        signed(office, message, user=user, ago=ago)
    assert str(told.value)
    assert DeskRequest.objects.order_by("-created").first().message is None
    return told.value.code


def test_each_organisation_has_one_key_of_its_own_in_a_private_file(office: Office) -> None:
    assert desk_known(NEWSROOM) is None
    ours, theirs = desk_address(NEWSROOM), desk_address(RIVALS)
    assert ours == desk_address(NEWSROOM) == desk_known(NEWSROOM) != theirs
    assert stat.S_IMODE(office.key_file().stat().st_mode) == 0o600
    assert ours.hex() not in office.key_file().read_text()


def test_a_member_s_statement_is_signed_by_it(office: Office) -> None:
    made = signed(office, statement(desk_address(NEWSROOM), office.clock), ago=599)
    assert made.signer == desk_address(NEWSROOM)
    assert check(made, office.clock()).state is SignatureState.HOLDS
    row = DeskRequest.objects.get()
    assert (row.state, row.user_id, row.message) == ("signed", EDITOR, None)


def test_a_stranger_and_a_former_member_get_nothing(office: Office) -> None:
    message = statement(desk_address(NEWSROOM), office.clock)
    assert refused(office, message, user=STRANGER) == "desk.not_a_member"
    office.members.clear()
    assert refused(office, message) == "desk.not_a_member"


@pytest.mark.parametrize("ago", [601, 10**6, -5])
def test_a_second_factor_of_another_hour_does_not_count(office: Office, ago: float) -> None:
    assert refused(office, statement(desk_address(NEWSROOM), office.clock), ago=ago) == "desk.step_up"


@pytest.mark.parametrize("seconds", [-601, 601])
def test_a_message_of_another_time_is_not_signed(office: Office, seconds: int) -> None:
    time = int(office.clock().timestamp()) + seconds
    assert refused(office, statement(desk_address(NEWSROOM), office.clock, time=time)) == "desk.time"


def test_it_speaks_for_nobody_else(office: Office) -> None:
    desk, other, now = desk_address(NEWSROOM), Address(b"\x09" * 20), int(office.clock().timestamp())
    key, delegation = RevocationSubject.KEY, RevocationSubject.DELEGATION
    foreign: list[Message] = [
        statement(desk_address(RIVALS), office.clock),
        statement(Address(bytes(20)), office.clock),
        Delegation(other, desk, (Scope.PUBLISH,), now, now + 60, NONCE),
        Revocation(key, bytes(12) + other, now, "stolen", now, NONCE),
        Revocation(RevocationSubject.CONSENT, b"\x01" * 32, now, "withdrawn", now, NONCE),
        Consent(ConsentTo.WORK, b"\x01" * 32, NOTHING, (Track.PICTURE,), "p", "s", False, desk, now, now + 60, NONCE),
    ]
    assert {refused(office, one) for one in foreign} == {"desk.not_ours"}
    own: list[Message] = [
        statement(other, office.clock, delegation=b"\x01" * 32),
        Delegation(desk, other, (Scope.PUBLISH,), now + 10**6, now + 10**7, NONCE),
        Revocation(key, bytes(12) + desk, now, "stolen", now, NONCE),
        Revocation(delegation, b"\x01" * 32, now, "left", now, NONCE),
        KeyClaim("aPrincipalOfTheSite", "firstlight.example", Address(bytes(20)), now, NONCE),
    ]
    assert all(check(signed(office, one), office.clock()).state is SignatureState.HOLDS for one in own)


def test_a_row_is_answered_once_and_nothing_but_a_row_is(office: Office) -> None:
    signed(office, statement(desk_address(NEWSROOM), office.clock))
    name = DeskRequest.objects.get().pk.encode()
    for body in (name, b"", b"\xff" * 40, b"0" * 32):
        answer = office.ask(DESK_SIGN, body)
        assert (answer.word, answer.body.split(b"\n")[0]) == (REFUSED, b"desk.no_request")


@pytest.mark.parametrize("message", [None, [], {}, {"act": "state"}, "x", 5], ids=str)
def test_a_row_that_holds_no_message_is_refused(office: Office, message: object) -> None:
    desk_address(NEWSROOM)
    row = {"stepped_up": office.clock(), "created": office.clock(), "type": "Statement", "message": message}
    made = DeskRequest.objects.create(organisation_id=NEWSROOM, user_id=EDITOR, **row)
    assert office.ask(DESK_SIGN, made.pk.encode()).body.startswith(b"desk.bad_message\n")


@pytest.mark.parametrize("body", [b"", b"-1", b"x", b"99", b"1; 2", "²".encode(), b"9" * 30])
def test_only_organisations_have_desks(office: Office, body: bytes) -> None:
    assert office.ask(DESK_KEY, body).word == REFUSED
    assert not (office.folder / "desk").exists()


def test_a_lost_key_is_said_and_never_made_anew(office: Office) -> None:
    before, whole = desk_address(NEWSROOM), office.key_file().read_text()
    for damage in ("", whole[:20], "g" * 64, "0" * 64, whole.strip() * 3):
        office.key_file().write_text(damage)
        assert refused(office, statement(before, office.clock)) == "desk.key_lost"
    office.key_file().unlink()
    assert refused(office, statement(before, office.clock)) == "desk.key_lost"
    assert office.ask(DESK_KEY, b"1").body.startswith(b"desk.key_lost\n")
    assert not office.key_file().exists()
    office.key_file().write_text(whole)
    assert signed(office, statement(before, office.clock)).signer == before


def test_a_key_whose_row_was_lost_between_two_steps_gets_it_again(office: Office) -> None:
    before = desk_address(NEWSROOM)
    DeskKey.objects.all().delete()
    assert office.ask(DESK_KEY, b"1").word == SIGNED
    assert desk_known(NEWSROOM) == before


def test_a_thief_of_the_web_process_is_slowed_down(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.ledger.signer.desk.MOST_AN_HOUR", 3)
    message = statement(desk_address(NEWSROOM), office.clock)
    for _ in range(3):
        signed(office, message)
    assert refused(office, message) == "desk.too_many"
    office.clock.forward(3601)
    assert signed(office, statement(desk_address(NEWSROOM), office.clock))
    assert desk_rules.MOST_AN_HOUR == 200


def test_what_was_asked_is_forgotten_after_a_month(office: Office) -> None:
    signed(office, statement(desk_address(NEWSROOM), office.clock))
    office.clock.forward(29 * 86_400)
    assert office.desk.forget() == 0
    office.clock.forward(2 * 86_400)
    assert office.desk.forget() == 1
    assert not DeskRequest.objects.exists()


def test_what_a_signer_with_other_settings_signs_is_not_handed_on(office: Office) -> None:
    message, elsewhere = statement(desk_address(NEWSROOM), office.clock), replace(DOMAIN, chain_id=ChainId(5))
    with pytest.raises(SignerUnavailable, match="other settings"):
        desk_sign(organisation=NEWSROOM, user=EDITOR, message=message, domain=elsewhere, stepped_up=office.clock())
