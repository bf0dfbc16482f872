"""Rules of one message: each refusal has the field's name in its code, so that a form can show it beside the field."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from provenance.statements.errors import BadMessage
from provenance.statements.limits import LATEST_TIME, MOST_SOURCE, MOST_TEXT
from provenance.statements.messages import require_well_formed
from provenance.statements.tests.making import (
    CONSENT,
    DELEGATION,
    DOMAIN_CLAIM,
    EACH,
    KEY_CLAIM,
    NOBODY,
    NOW,
    REVOCATION,
    STATEMENT,
    any_message,
)
from provenance.statements.types import NOTHING, Act, ConsentTo, Message, RevocationSubject, Scope, Track

SOME = bytes([3]) * 32


def test_good_messages_of_each_kind_stand() -> None:
    for message in EACH:
        require_well_formed(message)
    chance = random.Random(7)
    for _ in range(1000):
        require_well_formed(any_message(chance))


@pytest.mark.parametrize(
    ("message", "field", "wrong"),
    [
        (STATEMENT, "content", NOTHING),
        (STATEMENT, "content", bytes(31)),
        (STATEMENT, "about", SOME),
        (replace(STATEMENT, act=Act.RETRACT, about=SOME), "about", NOTHING),
        (STATEMENT, "delegation", SOME),
        (STATEMENT, "nonce", NOTHING),
        (STATEMENT, "role", "author"),
        (STATEMENT, "time", LATEST_TIME + 1),
        (STATEMENT, "source", "http://news.example"),
        (STATEMENT, "source", "https://"),
        (STATEMENT, "source", "https://:80/"),
        (STATEMENT, "source", "https://user:word@news.example/"),
        (STATEMENT, "source", "https://news.example/a b"),
        (STATEMENT, "source", "https://news.example/\u202e"),
        (STATEMENT, "source", "https://news.example/\n"),
        (STATEMENT, "source", "https://news.example/" + "a" * MOST_SOURCE),
        (STATEMENT, "source", "javascript:alert(1)"),
        (DELEGATION, "organisation", NOBODY),
        (DELEGATION, "delegate", NOBODY),
        (DELEGATION, "delegate", DELEGATION.organisation),
        (DELEGATION, "scopes", ()),
        (DELEGATION, "scopes", (Scope.EDIT, Scope.EDIT)),
        (DELEGATION, "scopes", [Scope.EDIT]),
        (DELEGATION, "scopes", ("everything",)),
        (REVOCATION, "reason", "he stole it"),
        (REVOCATION, "target", NOTHING),
        (replace(REVOCATION, subject=RevocationSubject.KEY, target=bytes(12) + bytes([1]) * 20), "target", SOME),
        (KEY_CLAIM, "principal", ""),
        (KEY_CLAIM, "principal", "a b"),
        (KEY_CLAIM, "principal", "a" * 129),
        (KEY_CLAIM, "origin", ""),
        (KEY_CLAIM, "origin", "https://news.example"),
        (KEY_CLAIM, "origin", "user@news.example"),
        (KEY_CLAIM, "replaces", bytes(32)),
        (DOMAIN_CLAIM, "domain", "News.example"),
        (DOMAIN_CLAIM, "domain", "news.example."),
        (DOMAIN_CLAIM, "domain", "néws.example"),
        (DOMAIN_CLAIM, "domain", "news.example/a"),
        (DOMAIN_CLAIM, "domain", "a" * 254),
        (CONSENT, "content", NOTHING),
        (CONSENT, "tracks", (Track.VOICE, Track.VOICE)),
        (CONSENT, "purpose", ""),
        (CONSENT, "purpose", "  "),
        (CONSENT, "purpose", "a" * (MOST_TEXT + 1)),
        (CONSENT, "purpose", "one\ntwo"),
        (CONSENT, "purpose", "hidden\u200btext"),
        (CONSENT, "purpose", "turned \u202e round"),
        (CONSENT, "scope", "e\u0301"),
        (CONSENT, "scope", "\ud800"),
        (CONSENT, "estate", 1),
    ],
)
def test_a_field_that_cannot_stand_is_named(message: Message, field: str, wrong: object) -> None:
    with pytest.raises(BadMessage) as refused:
        require_well_formed(replace(message, **{field: wrong}))  # type: ignore[arg-type]
    assert refused.value.code == f"message.{field}"
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        (replace(DELEGATION, valid_to=NOW), "message.validTo"),
        (replace(CONSENT, valid_to=NOW - 1), "message.validTo"),
        (replace(CONSENT, members_root=SOME), "message.membersRoot"),
        (replace(CONSENT, to=ConsentTo.CAMPAIGN), "message.membersRoot"),
    ],
)
def test_fields_that_do_not_fit_each_other_are_named(message: Message, code: str) -> None:
    with pytest.raises(BadMessage) as refused:
        require_well_formed(message)
    assert refused.value.code == code
