"""A draft holds what was said and, for the rest, the same for everybody; nobody chooses time, nonce or origin."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.statements.drafting import FILLERS, draft
from provenance.statements.errors import BadMessage
from provenance.statements.fields import KINDS, MEMBERS
from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    Consent,
    ContentForm,
    Delegation,
    DomainClaim,
    KeyClaim,
    Nonce,
    Revocation,
    RevocationSubject,
    Role,
    Scope,
    Statement,
    Track,
)

AT, NONCE, HOST = 1_800_000_000, Nonce(b"\x07" * 32), "firstlight.example"
DIGEST, KEY = "ab" * 32, "0x" + "11" * 20
GIVEN: dict[str, dict[str, Any]] = {
    "Statement": {"content": DIGEST},
    "Delegation": {"organisation": KEY, "delegate": "0x" + "22" * 20, "scopes": ["publish"], "validTo": AT + 1},
    "Revocation": {"subject": "key", "target": KEY},
    "KeyClaim": {"principal": "A" * 22},
    "DomainClaim": {"domain": "desk.example", "principal": "A" * 22},
    "Consent": {"content": DIGEST, "tracks": ["voice"], "purpose": "advertising", "scope": "EU", "validTo": AT + 1},
}


def made(name: str, **more: Any) -> Any:
    return draft(name, GIVEN[name] | more, at=AT, nonce=NONCE, origin=HOST)


def test_a_statement_says_that_its_signer_is_the_author_unless_told_otherwise() -> None:
    content, nobody = bytes.fromhex(DIGEST), Address(bytes(20))
    assert made("Statement") == Statement(
        Act.STATE, Role.AUTHOR, content, ContentForm.SHA256, "", nobody, NOTHING, NOTHING, AT, NONCE
    )
    assert made("Statement", role="publisher", source="https://news.example/x").role is Role.PUBLISHER


def test_a_delegation_begins_now() -> None:
    found = made("Delegation")
    assert isinstance(found, Delegation)
    assert (found.scopes, found.valid_from, found.valid_to) == ((Scope.PUBLISH,), AT, AT + 1)


def test_a_revocation_of_a_key_names_its_address() -> None:
    found = made("Revocation")
    assert isinstance(found, Revocation)
    assert (found.subject, found.effective, found.reason) == (RevocationSubject.KEY, AT, "unspecified")
    assert found.target == bytes(12) + b"\x11" * 20


def test_a_claim_names_this_installation() -> None:
    assert made("KeyClaim") == KeyClaim("A" * 22, HOST, Address(bytes(20)), AT, NONCE)
    assert made("DomainClaim") == DomainClaim("desk.example", "A" * 22, AT, NONCE)


def test_a_consent_covers_one_work_unless_told_otherwise() -> None:
    found = made("Consent")
    assert isinstance(found, Consent)
    assert (found.members_root, found.tracks, found.estate) == (NOTHING, (Track.VOICE,), False)


def test_every_type_can_be_drafted() -> None:
    assert set(FILLERS) == set(KINDS) == set(GIVEN)
    for name, kind in KINDS.items():
        filled = set(FILLERS[name](AT, HOST)) | {"nonce"}
        assert filled == {member.name for member in MEMBERS[kind]}


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("field", ["nonce", "time", "origin", "signer", "x" * 100])
def test_what_is_not_the_signers_to_say_is_refused(name: str, field: str) -> None:
    with pytest.raises(BadMessage) as refused:
        made(name, **{field: 1})
    assert refused.value.code == "draft.field"


@pytest.mark.parametrize("name", GIVEN)
def test_what_must_be_said_is_asked_for(name: str) -> None:
    for missing in GIVEN[name]:
        with pytest.raises(BadMessage, match=missing):
            draft(name, {key: value for key, value in GIVEN[name].items() if key != missing}, at=AT, nonce=NONCE)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Statement", {"content": "ab" * 31}),
        ("Statement", {"content": 7}),
        ("Statement", {"role": "owner"}),
        ("Statement", {"act": "retract"}),
        ("Statement", {"source": "javascript:alert(1)"}),
        ("Delegation", {"scopes": []}),
        ("Delegation", {"validTo": AT}),
        ("Revocation", {"reason": "angry"}),
        ("KeyClaim", {"principal": ""}),
    ],
)
def test_what_no_wallet_should_be_asked_to_sign_is_refused(name: str, more: dict[str, Any]) -> None:
    with pytest.raises(BadMessage):
        made(name, **more)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(BadMessage, match="Statement, Delegation"):
        draft("Permit", {}, at=AT, nonce=NONCE)
