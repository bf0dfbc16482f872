"""Thousands of sign-ins that were not asked for: none passes, and a check that forgets one thing is found out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.statements.eip191 import personal_digest
from provenance.statements.eip4361 import SignInMessage, check, check_signature, parse, time_of, write
from provenance.statements.errors import BadMessage
from provenance.statements.signing import Secret
from provenance.statements.types import ChainId, SignatureState

pytestmark = pytest.mark.timeout(300)

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
OWNER, STRANGER = Secret(bytes([31]) * 32), Secret(bytes([32]) * 32)
NONCE = "0123456789abcdef"
ASKED = SignInMessage(
    domain="news.example",
    address=OWNER.address,
    uri="https://news.example/wallet",
    chain_id=ChainId(31337),
    nonce=NONCE,
    issued_at=time_of(NOW),
    scheme="https",
    statement="Sign in.",
    expiration_time=time_of(NOW + timedelta(minutes=5)),
)
ROUNDS, EACH = 25, 15

Answer = tuple[str, bytes]


def objections(answer: Answer) -> frozenset[str]:
    text, signature = answer
    try:
        message = parse(text)
    except BadMessage as error:
        return frozenset({error.code})
    found = check(
        message, domain=ASKED.domain, scheme="https", uri=ASKED.uri, chain_id=ASKED.chain_id, nonce=NONCE, at=NOW
    )
    held = check_signature(text, signature, NOW).state is SignatureState.HOLDS
    return frozenset(one.code for one in found) | (frozenset() if held else {"signature"})


def signed(message: SignInMessage, by: Secret = OWNER) -> Answer:
    text = write(message)
    return text, by.sign_digest(personal_digest(text.encode()))


def other_domain(chance: random.Random) -> Answer:
    domain = chance.choice(["news.example.evil.example", "evil.example", "news.example@evil.example", "news.example:1"])
    return signed(replace(ASKED, domain=domain))


def other_scheme(_chance: random.Random) -> Answer:
    return signed(replace(ASKED, scheme="http"))


def other_uri(chance: random.Random) -> Answer:
    return signed(replace(ASKED, uri=f"https://news.example/{chance.randrange(10**6)}"))


def other_chain(chance: random.Random) -> Answer:
    return signed(replace(ASKED, chain_id=ChainId(chance.randrange(31337))))


def other_nonce(chance: random.Random) -> Answer:
    return signed(replace(ASKED, nonce=chance.randbytes(8).hex()))


def stale(chance: random.Random) -> Answer:
    issued = NOW - timedelta(seconds=301 + chance.randrange(10**7))
    return signed(replace(ASKED, issued_at=time_of(issued)))


def future(chance: random.Random) -> Answer:
    issued = NOW + timedelta(seconds=61 + chance.randrange(10**7))
    return signed(replace(ASKED, issued_at=time_of(issued)))


def expired(chance: random.Random) -> Answer:
    return signed(replace(ASKED, expiration_time=time_of(NOW - timedelta(seconds=chance.randrange(300)))))


def not_yet(chance: random.Random) -> Answer:
    return signed(replace(ASKED, not_before=time_of(NOW + timedelta(seconds=1 + chance.randrange(300)))))


def altered(chance: random.Random) -> Answer:
    """The text of the one that was asked for, signed as something else."""
    other = replace(ASKED, statement=f"Sign in {chance.randrange(10**6)}.")
    return write(ASKED), signed(other)[1]


def other_signer(_chance: random.Random) -> Answer:
    return signed(ASKED, STRANGER)


def damaged(chance: random.Random) -> Answer:
    text, signature = signed(ASKED)
    raw = bytearray(text.encode())
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(7)
    return raw.decode(), signature


ATTACKS: tuple[Callable[[random.Random], Answer], ...] = (
    other_domain,
    other_scheme,
    other_uri,
    other_chain,
    other_nonce,
    stale,
    future,
    expired,
    not_yet,
    altered,
    other_signer,
    damaged,
)
FORGETFUL = (
    "domain.other",
    "scheme.other",
    "uri.other",
    "chain.other",
    "nonce.other",
    "time.stale",
    "time.ahead",
    "time.expired",
    "time.not_yet",
    "signature",
)


def test_the_message_that_was_asked_for_passes() -> None:
    assert not objections(signed(ASKED))


@settings(max_examples=ROUNDS, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_other_message_passes(seed: int) -> None:
    chance = random.Random(seed)
    assert not [attack.__name__ for attack in ATTACKS for _ in range(EACH) if not objections(attack(chance))]


@pytest.mark.parametrize("forgotten", FORGETFUL)
def test_a_check_that_forgets_one_thing_is_found_out(forgotten: str) -> None:
    chance = random.Random(forgotten)
    assert [attack for attack in ATTACKS for _ in range(EACH) if not objections(attack(chance)) - {forgotten}]


@settings(max_examples=ROUNDS, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_read_is_written_back_the_same(seed: int) -> None:
    """What a wallet showed is what was read: no two texts are one message, whatever somebody cuts and pastes."""
    chance = random.Random(seed)
    for _ in range(100):
        text = spoiled(chance, write(replace(ASKED, resources=("urn:a", "urn:b"), request_id="x")))
        try:
            message = parse(text)
        except BadMessage:
            continue
        assert write(message) == re.sub(r"(\nChain ID: )0+(?=[0-9])", r"\1", text)  # the grammar allows zeros in front


def spoiled(chance: random.Random, text: str) -> str:
    """The text with a few characters changed and a few lines moved."""
    lines = text.split("\n")
    for _ in range(chance.randrange(3)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[place], lines[other] = lines[other], lines[place]
    text = "\n".join(lines)
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(text))
        text = text[:place] + chance.choice("\n\r\t: -/aA0é%[]@\u2028") + text[place + chance.randrange(2) :]
    return text
