"""Thousands of consents that are wrong in one respect: none covers; and rules that forget one respect are caught."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.statements import consents
from provenance.statements.consents import SeenConsent, Use, Vouched, covering
from provenance.statements.membership import Membership, path_of
from provenance.statements.purposes import PURPOSES
from provenance.statements.tests.consenting import (
    AGENCY,
    AT,
    BOTH,
    CAMPAIGN,
    CONSENT,
    TREE,
    VARIANTS,
    check,
    seen,
    use,
    variant,
)
from provenance.statements.types import Address, SignatureState, Track

ATTEMPTS = 1_500
"""Of each kind; ten kinds."""

Case = tuple[SeenConsent, Use]
FULL = use(purpose="advertising", grantee=AGENCY)


def seconds(chance: random.Random) -> timedelta:
    return timedelta(seconds=chance.randint(0, 10**8))


def _signature(chance: random.Random) -> Case:
    state = chance.choice([SignatureState.BROKEN, SignatureState.UNAVAILABLE, SignatureState.NOT_CHECKED])
    return seen(check=check(state)), FULL


def _key(chance: random.Random) -> Case:
    late = chance.choice([None, AT + timedelta(seconds=1) + seconds(chance)])
    return seen(key_revoked=AT, by=late), FULL


def _work(chance: random.Random) -> Case:
    return seen(), replace(FULL, content=chance.randbytes(32))


def _member(chance: random.Random) -> Case:
    """A proof of one variant, bent or for another one."""
    index = chance.randrange(len(VARIANTS))
    path = list(path_of(TREE, index))
    place = chance.randrange(len(path))
    path[place] = chance.choice([chance.randbytes(32), path[place - 1]])
    proof = chance.choice([Membership(index, len(VARIANTS), tuple(path)), Membership(index, 1, ()), None])
    content = VARIANTS[index] if proof is None or proof.path else chance.randbytes(32)
    return seen(CAMPAIGN, membership=proof), replace(FULL, content=content)


def _other_member(chance: random.Random) -> Case:
    one, other = chance.sample(range(len(VARIANTS)), 2)
    return variant(one), replace(FULL, content=VARIANTS[other])


def _taken_back(chance: random.Random) -> Case:
    return seen(revoked=AT - seconds(chance)), FULL


def _term(chance: random.Random) -> Case:
    begin = timedelta(days=1, seconds=1)
    at = chance.choice([AT - begin - seconds(chance), AT + timedelta(days=1) + seconds(chance)])
    return seen(), replace(FULL, at=at)


def _purpose(chance: random.Random) -> Case:
    return seen(), replace(FULL, purpose=chance.choice([one for one in PURPOSES if one != "advertising"]))


def _grantee(chance: random.Random) -> Case:
    return seen(), replace(FULL, grantee=Address(chance.randbytes(20)))


def _tracks(chance: random.Random) -> Case:
    had, wanted = chance.sample(BOTH, 2)
    return seen(replace(CONSENT, tracks=(had,))), replace(FULL, tracks=chance.choice([(wanted,), BOTH]))


def _standing(chance: random.Random) -> Case:
    return seen(vouched=Vouched.NOBODY, waiting=chance.random() < 0.5), FULL


WAYS: dict[str, Callable[[random.Random], Case]] = {
    "signature": _signature,
    "key": _key,
    "work": _work,
    "member": _member,
    "other member": _other_member,
    "taken back": _taken_back,
    "term": _term,
    "purpose": _purpose,
    "grantee": _grantee,
    "tracks": _tracks,
    "standing": _standing,
}


def accepted(way: str, attempts: int) -> int:
    """How many of the altered ones cover what they should not."""
    chance = random.Random(way)
    return sum(bool(covering(asked, [one])) for one, asked in (WAYS[way](chance) for _ in range(attempts)))


def test_unaltered_it_covers() -> None:
    assert covering(FULL, [seen()])
    assert covering(replace(FULL, content=VARIANTS[3]), [variant(3)])


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_is_wrong_in_one_respect_covers(way: str) -> None:
    assert accepted(way, ATTEMPTS) == 0


PLANTED = {
    "_signature": "signature",
    "_key": "key",
    "_work": "other member",
    "_taken_back": "taken back",
    "_term": "term",
    "_purpose": "purpose",
    "_grantee": "grantee",
    "_standing": "standing",
}


@pytest.mark.parametrize("forgotten", PLANTED)
def test_rules_that_forget_one_respect_are_caught(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tuple(rule for rule in consents.ORDER if rule.__name__ != forgotten)
    assert len(kept) == len(consents.ORDER) - 1
    monkeypatch.setattr(consents, "ORDER", kept)

    assert accepted(PLANTED[forgotten], 50) > 0


def test_a_rule_that_forgets_the_tracks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which tracks a consent has is asked twice, alone and of all together: both have to be forgotten."""
    blind = tuple(rule for rule in consents.ORDER if rule.__name__ != "_tracks")
    monkeypatch.setattr(consents, "ORDER", blind)
    assert accepted("tracks", 50) == 0

    voice_for_a_face = seen(replace(CONSENT, tracks=(Track.VOICE,)))
    assert consents.told_of(voice_for_a_face, replace(FULL, tracks=(Track.PICTURE,)))[1] == "consent.covers"
