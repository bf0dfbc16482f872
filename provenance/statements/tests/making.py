"""Messages to test with: one good one of each kind, any of them drawn by chance, and keys that sign them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from provenance.statements.signing import Secret
from provenance.statements.types import (
    NOTHING,
    REASONS,
    Act,
    Address,
    ChainId,
    Consent,
    ConsentTo,
    ContentForm,
    Delegation,
    Domain,
    DomainClaim,
    KeyClaim,
    Message,
    Nonce,
    Revocation,
    RevocationSubject,
    Role,
    Scope,
    Statement,
    Track,
)

DOMAIN = Domain(ChainId(31337), Address(bytes(range(1, 21))))
KEY = Secret(bytes([7]) * 32)
OTHER = Secret(bytes([8]) * 32)
NOW = 1_795_334_400
NOBODY = Address(bytes(20))

STATEMENT = Statement(
    act=Act.STATE,
    role=Role.AUTHOR,
    content=bytes([1]) * 32,
    form=ContentForm.SHA256,
    source="https://news.example/a",
    organisation=NOBODY,
    delegation=NOTHING,
    about=NOTHING,
    time=NOW,
    nonce=Nonce(bytes([9]) * 32),
)
DELEGATION = Delegation(
    organisation=KEY.address,
    delegate=OTHER.address,
    scopes=(Scope.PUBLISH, Scope.CORRECT),
    valid_from=NOW,
    valid_to=NOW + 1000,
    nonce=Nonce(bytes([9]) * 32),
)
REVOCATION = Revocation(
    subject=RevocationSubject.DELEGATION,
    target=bytes([2]) * 32,
    effective=NOW,
    reason="left",
    time=NOW,
    nonce=Nonce(bytes([9]) * 32),
)
KEY_CLAIM = KeyClaim("abc-123", "news.example:8443", NOBODY, NOW, Nonce(bytes([9]) * 32))
DOMAIN_CLAIM = DomainClaim("news.example", "abc-123", NOW, Nonce(bytes([9]) * 32))
CONSENT = Consent(
    to=ConsentTo.WORK,
    content=bytes([1]) * 32,
    members_root=NOTHING,
    tracks=(Track.PICTURE, Track.VOICE),
    purpose="advertising",
    scope="Europe, all media",
    estate=False,
    grantee=OTHER.address,
    valid_from=NOW,
    valid_to=NOW + 1000,
    nonce=Nonce(bytes([9]) * 32),
)
EACH: tuple[Message, ...] = (STATEMENT, DELEGATION, REVOCATION, KEY_CLAIM, DOMAIN_CLAIM, CONSENT)

Item = TypeVar("Item")


def any_message(chance: random.Random) -> Message:
    """A well-formed message of any kind."""
    return chance.choice(_DRAWN)(chance)


def any_domain(chance: random.Random) -> Domain:
    return Domain(ChainId(chance.randrange(1, 2**53)), Address(chance.randbytes(20)))


def any_statement(chance: random.Random) -> Statement:
    act, form = chance.choice(list(Act)), chance.choice(list(ContentForm))
    alone = chance.random() < 0.5
    return Statement(
        act=act,
        role=chance.choice(list(Role)),
        content=chance.randbytes(32),
        form=form,
        source=chance.choice(["", f"https://news.example/{chance.randrange(10**6)}?a=%C3%A9#b"]),
        organisation=NOBODY if alone else Address(chance.randbytes(20)),
        delegation=NOTHING if alone else chance.randbytes(32),
        about=NOTHING if act is Act.STATE else chance.randbytes(32),
        time=_time(chance),
        nonce=Nonce(chance.randbytes(32)),
    )


def _delegation(chance: random.Random) -> Delegation:
    begin = _time(chance)
    return Delegation(
        organisation=Address(chance.randbytes(20)),
        delegate=Address(chance.randbytes(20)),
        scopes=_some(chance, list(Scope)),
        valid_from=begin,
        valid_to=begin + chance.randrange(1, 10**6),
        nonce=Nonce(chance.randbytes(32)),
    )


def _revocation(chance: random.Random) -> Revocation:
    subject = chance.choice(list(RevocationSubject))
    key = bytes(12) + chance.randbytes(20)
    return Revocation(
        subject=subject,
        target=key if subject is RevocationSubject.KEY else chance.randbytes(32),
        effective=_time(chance),
        reason=chance.choice(REASONS),
        time=_time(chance),
        nonce=Nonce(chance.randbytes(32)),
    )


def _key_claim(chance: random.Random) -> KeyClaim:
    replaces = chance.choice([NOBODY, Address(chance.randbytes(20))])
    return KeyClaim(f"p{chance.randrange(10**9)}", "news.example", replaces, _time(chance), Nonce(chance.randbytes(32)))


def _domain_claim(chance: random.Random) -> DomainClaim:
    domain = chance.choice(["news.example", "xn--nws-gma.example", f"x509-sha256:{chance.randbytes(32).hex()}"])
    return DomainClaim(domain, f"p{chance.randrange(10**9)}", _time(chance), Nonce(chance.randbytes(32)))


def _consent(chance: random.Random) -> Consent:
    to, begin = chance.choice(list(ConsentTo)), _time(chance)
    return Consent(
        to=to,
        content=chance.randbytes(32),
        members_root=NOTHING if to is ConsentTo.WORK else chance.randbytes(32),
        tracks=_some(chance, list(Track)),
        purpose=chance.choice(["advertising", "Bildung é", "教育"]),
        scope=chance.choice(["Europe", "Ünicode 😀", "x" * 500]),
        estate=chance.random() < 0.5,
        grantee=Address(chance.randbytes(20)),
        valid_from=begin,
        valid_to=begin + chance.randrange(1, 10**6),
        nonce=Nonce(chance.randbytes(32)),
    )


def _time(chance: random.Random) -> int:
    return chance.choice([0, NOW, chance.randrange(2**37)])


def _some(chance: random.Random, of: list[Item]) -> tuple[Item, ...]:
    return tuple(chance.sample(of, chance.randrange(1, len(of) + 1)))


_DRAWN: tuple[Callable[[random.Random], Message], ...] = (
    any_statement,
    _delegation,
    _revocation,
    _key_claim,
    _domain_claim,
    _consent,
)
