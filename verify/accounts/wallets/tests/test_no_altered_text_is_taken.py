"""A thousand texts, each altered in one place and signed by the right key over what it says now: none is taken."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest

from provenance.statements import eip191, eip4361, recovery
from provenance.statements.errors import BadMessage
from provenance.statements.types import ChainId
from verify.accounts.errors import WalletRefused
from verify.accounts.tests.signing_in import ADA
from verify.accounts.wallets.answers import Shown, Undecided
from verify.accounts.wallets.messages import message_make, message_take
from verify.accounts.wallets.models import Purpose
from verify.accounts.wallets.site import Site
from verify.accounts.wallets.tests.conftest import Hands

pytestmark = pytest.mark.django_db(databases="__all__")
SITE = Site("verify.example.org", "https", "https://verify.example.org/wallet/log-in", ChainId(1))
ROUNDS = 1000
SIGNS = "abcdefXYZ0189 -:/.\n\t\u0430"
Take = Callable[..., Shown | Undecided]


def altered(text: str, chance: random.Random) -> str:
    """The same text with one character put in, taken out or exchanged."""
    place, sign = chance.randrange(len(text)), chance.choice(SIGNS)
    longer, shorter = text[:place] + sign + text[place:], text[:place] + text[place + 1 :]
    return chance.choice([longer, shorter, text[:place] + sign + text[place + 1 :]])


def signature(text: str) -> bytes:
    return bytes.fromhex(ADA.sign_text(text)[2:])


def taken(take: Take, rounds: int) -> int:
    """How many altered texts go through."""
    chance, through = random.Random(20261122), 0
    for _round in range(rounds):
        text = message_make(ADA.address, site=SITE, purpose=Purpose.LOG_IN, session="s")
        changed = altered(text, chance)
        if changed == text:
            continue
        try:
            take(changed, signature(changed), site=SITE, purpose=Purpose.LOG_IN, session="s")
        except (WalletRefused, BadMessage):
            continue
        through += 1
    return through


def careless(text: str, signed: bytes, *, site: Site, purpose: Purpose, session: str) -> Shown | Undecided:
    """The planted fault: asks only whether the address in the text signed it."""
    message = eip4361.parse(text)
    if recovery.recover(eip191.personal_digest(text.encode()), signed) != message.address:
        raise BadMessage("signature.other", "")
    return Shown(message.address, message.chain_id, purpose)


def test_none_of_a_thousand_is_taken() -> None:
    assert taken(message_take, ROUNDS) == 0


def test_the_rig_itself_catches_who_looks_at_the_signature_alone() -> None:
    assert taken(careless, 100) > 0


def test_untouched_it_is_taken(use_parts: Callable[..., object], clock: Hands) -> None:
    text = message_make(ADA.address, site=SITE, purpose=Purpose.LOG_IN, session="s")
    clock.forward(seconds=timedelta(minutes=4).total_seconds())
    found = message_take(text, signature(text), site=SITE, purpose=Purpose.LOG_IN, session="s")
    assert found == Shown(ADA.address, SITE.chain_id, Purpose.LOG_IN)
