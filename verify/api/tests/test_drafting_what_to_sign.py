"""A draft comes ready for a wallet, and what the wallet makes of it is taken back as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from provenance.statements.commitment import commitment
from provenance.statements.ethereum import typed_digest_by_eth_account
from verify.api.tests.signing import DRAFT, NO_WAIT, STATEMENTS, logged_in, newsroom, post, sign_draft
from verify.api.tests.test_recording import assert_problem
from verify.api.tests.test_verifying import follows
from verify.authors.models import SignedMessage
from verify.authors.tests.ground import PHOTO, Ground
from verify.ledger.models import Record

TYPES = ["Statement", "Delegation", "Revocation", "KeyClaim", "DomainClaim", "Consent"]


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    with newsroom(tmp_path, monkeypatch) as (_, found):
        yield found


def draft(kind: str = "Statement", **message: Any) -> Any:
    return post(Client(), DRAFT, {"type": kind, "message": {"content": PHOTO.hex(), **message}})


def test_a_draft_is_what_wallets_sign(ground: Ground, document: dict[str, Any]) -> None:
    body = draft().json()
    assert f"0x{typed_digest_by_eth_account(body['typed_data']).hex()}" == body["digest"]
    assert body["typed_data"]["message"] == body["unsigned"]["message"]
    follows(document, "Drafted", body)


def test_what_a_wallet_makes_of_it_is_recorded(ground: Ground) -> None:
    signed = sign_draft(draft(role="publisher", source="https://desk.example/b").json(), ground.key)
    response = post(logged_in(ground.journalist), STATEMENTS, {"signed": signed}, headers=NO_WAIT)
    assert (response.status_code, response.json()["signed"]) == (202, signed)


def test_a_sealed_draft_brings_its_opening(ground: Ground) -> None:
    body = draft(form="commitment").json()
    opening = {name: bytes.fromhex(value) for name, value in body["opening"].items()}
    assert opening["sha256"] == PHOTO
    assert body["unsigned"]["message"]["content"] == f"0x{commitment(PHOTO, opening['salt']).hex()}"
    sent = {"signed": sign_draft(body, ground.key), "opening": body["opening"]}
    response = post(logged_in(ground.journalist), STATEMENTS, sent, headers=NO_WAIT)
    assert (response.status_code, response.json()["form"]) == (202, "sealed")


def test_a_claim_names_this_site(ground: Ground) -> None:
    body = post(Client(), DRAFT, {"type": "KeyClaim", "message": {"principal": ground.author.pk}}).json()
    assert body["unsigned"]["message"]["origin"] == "testserver"


def test_no_two_drafts_are_the_same_and_none_is_stored(ground: Ground) -> None:
    before = (SignedMessage.objects.count(), Record.objects.count())
    assert draft().json()["digest"] != draft().json()["digest"]
    assert (SignedMessage.objects.count(), Record.objects.count()) == before


@pytest.mark.parametrize("kind", [*TYPES, "Permit", ""])
def test_what_cannot_be_signed_is_refused(ground: Ground, kind: str) -> None:
    response = post(Client(), DRAFT, {"type": kind, "message": {"note": "x"}})
    assert_problem(response, 400, "bad_draft")


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({"content": "ab"}, "signed.shape"),
        ({"content": "zz", "form": "commitment"}, "message.content"),
        ({"content": None, "form": "commitment"}, "message.content"),
        ({"role": "owner"}, "signed.shape"),
        ({"nonce": "0x" + "11" * 32}, "draft.field"),
        ({"time": 1}, "draft.field"),
        ({"act": "retract"}, "message.about"),
        ({"source": "https://a.example/\ud800"}, "message.source"),
    ],
)
def test_the_reason_says_what_to_mend(ground: Ground, message: dict[str, Any], reason: str) -> None:
    response = draft(**message)
    assert_problem(response, 400, "bad_draft")
    assert response.json()["reason"] == reason


@pytest.mark.parametrize("body", [{}, [], {"type": "Statement"}, {"type": 1, "message": {}}, "x"])
def test_what_is_no_call_is_refused(ground: Ground, body: object) -> None:
    assert_problem(post(Client(), DRAFT, body), 400, "bad_draft")
