"""A message signed for another site, page, chain or request, or at another time, signs nobody in."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import coincurve
import pytest

from provenance.statements.eip191 import personal_digest
from provenance.statements.eip4361 import (
    Problem,
    SignInMessage,
    check,
    check_signature,
    moment_of,
    of_fields,
    time_of,
    write,
)
from provenance.statements.eip4361.tests.vectors import vectors
from provenance.statements.errors import BadMessage
from provenance.statements.recovery import recover
from provenance.statements.types import ChainId, SignatureState

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
KEY = coincurve.PrivateKey(bytes([7]) * 32)


def signed(digest: bytes) -> bytes:
    made = KEY.sign_recoverable(digest, hasher=None)
    return made[:64] + bytes([made[64] + 27])


MESSAGE = SignInMessage(
    domain="news.example",
    address=recover(bytes(31) + b"\x01", signed(bytes(31) + b"\x01")),
    uri="https://news.example/wallet",
    chain_id=ChainId(31337),
    nonce="0123456789abcdef",
    issued_at=time_of(NOW),
    scheme="https",
    expiration_time=time_of(NOW + timedelta(minutes=5)),
)
ASKED: dict[str, Any] = {
    "domain": "news.example",
    "scheme": "https",
    "uri": "https://news.example/wallet",
    "chain_id": ChainId(31337),
    "nonce": "0123456789abcdef",
    "at": NOW,
}


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [one.code for one in problems]


def test_the_message_that_was_asked_for_has_no_problem() -> None:
    assert check(MESSAGE, **ASKED) == ()


@pytest.mark.parametrize(
    ("field", "other", "code"),
    [
        ("domain", "news.example.evil.example", "domain.other"),
        ("domain", "user@news.example", "domain.other"),
        ("domain", "news.example:443", "domain.other"),
        ("scheme", "http", "scheme.other"),
        ("uri", "https://news.example/wallet/", "uri.other"),
        ("chain_id", 1, "chain.other"),
        ("nonce", "0123456789abcdeF", "nonce.other"),
        ("expiration_time", time_of(NOW), "time.expired"),
        ("not_before", time_of(NOW + timedelta(seconds=1)), "time.not_yet"),
        ("issued_at", time_of(NOW - timedelta(minutes=5, seconds=1)), "time.stale"),
        ("issued_at", time_of(NOW + timedelta(minutes=1, seconds=1)), "time.ahead"),
    ],
)
def test_each_difference_has_its_code_and_sentence(field: str, other: object, code: str) -> None:
    problems = check(dataclasses.replace(MESSAGE, **{field: other}), **ASKED)  # type: ignore[arg-type]
    assert codes(problems) == [code]
    assert problems[0].sentence.endswith(".")


def test_all_differences_are_named_together() -> None:
    asked = ASKED | {"domain": "other.example", "nonce": "fedcba9876543210", "at": NOW + timedelta(hours=1)}
    assert codes(check(MESSAGE, **asked)) == ["domain.other", "nonce.other", "time.expired", "time.stale"]


def test_a_signature_counts_for_the_account_in_the_text_alone() -> None:
    text = write(MESSAGE)
    signature = signed(personal_digest(text.encode()))
    assert check_signature(text, signature, NOW).state is SignatureState.HOLDS
    altered = check_signature(text.replace("0123456789", "1123456789"), signature, NOW)
    assert (altered.state, altered.code) == (SignatureState.UNAVAILABLE, "signature.may_be_contract")


@pytest.mark.corpus
def test_every_good_login_of_the_corpus_is_accepted() -> None:
    refused = {name: found for name, case in vectors("verification_positive").items() if (found := outcome(case))}
    assert not refused


@pytest.mark.corpus
def test_every_bad_login_of_the_corpus_is_refused() -> None:
    accepted = [name for name, case in vectors("verification_negative").items() if not outcome(case)]
    assert not accepted


def outcome(case: dict[str, Any]) -> list[str]:
    """What is wrong with a case by the standard alone: our own rule about age is not the vectors'."""
    try:
        message = of_fields(case)
    except BadMessage as error:
        return [error.code]
    asked = {
        "domain": case.get("domainBinding", message.domain),
        "scheme": message.scheme or "https",
        "uri": message.uri,
        "chain_id": message.chain_id,
        "nonce": case.get("matchNonce", message.nonce),
        "at": moment_of(case["time"]) if "time" in case else NOW,
        "life": None,
    }
    found = codes(check(message, **asked))
    state = check_signature(write(message), bytes.fromhex(case["signature"][2:]), NOW).state
    return found if state is SignatureState.HOLDS else [*found, state.value]
