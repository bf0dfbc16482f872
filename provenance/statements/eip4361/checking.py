"""A sign-in message beside what was asked for: every difference is a problem with a code. Source: EIP-4361."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from provenance.statements.eip191 import personal_digest
from provenance.statements.eip4361.message import SignInMessage
from provenance.statements.eip4361.parsing import parse
from provenance.statements.eip4361.times import moment_of
from provenance.statements.limits import CLOCK_SKEW, SIGN_IN_LIFE
from provenance.statements.problems import Problem
from provenance.statements.recovery import check_digest
from provenance.statements.types import ChainId, SignatureCheck

SENTENCES: Final[dict[str, str]] = {
    "domain.other": "This message was signed for another site. Never sign in here with it.",
    "scheme.other": "This message was signed for the same host by another protocol.",
    "uri.other": "This message was signed for another page.",
    "chain.other": "This message was signed for another chain. Switch your wallet to the chain named here.",
    "nonce.other": "This message answers another request. Start again.",
    "time.expired": "This message has expired. Start again.",
    "time.not_yet": "This message is not valid yet.",
    "time.stale": "This message was made more than five minutes ago. Start again.",
    "time.ahead": "This message was made in the future. Check the clock of your device.",
}


def check(  # noqa: PLR0913  # each is one thing that the standard binds a message to
    message: SignInMessage,
    *,
    domain: str,
    scheme: str,
    uri: str,
    chain_id: ChainId,
    nonce: str,
    at: datetime,
    life: timedelta | None = SIGN_IN_LIFE,
) -> tuple[Problem, ...]:
    """Everything that differs; empty where the message is the one asked for and in time.

    The signature is not looked at, nor whether the nonce was used. `life` None leaves out our own rule about age and
    keeps the standard's: expiration and not-before.
    """
    asked = (
        ("domain.other", message.domain == domain),
        ("scheme.other", message.scheme in (None, scheme)),
        ("uri.other", message.uri == uri),
        ("chain.other", message.chain_id == chain_id),
        ("nonce.other", hmac.compare_digest(message.nonce.encode(), nonce.encode())),
    )
    codes = [code for code, same in asked if not same] + list(_times(message, at, life))
    return tuple(Problem(code, SENTENCES[code]) for code in codes)


def check_signature(text: str, signature: bytes, at: datetime) -> SignatureCheck:
    """Whether the account named in the text signed it, as `recovery.check` says; raises BadMessage as `parse` does."""
    message = parse(text)
    return check_digest(personal_digest(text.encode()), message.address, signature, at, message.chain_id)


def _times(message: SignInMessage, at: datetime, life: timedelta | None) -> Iterator[str]:
    if message.expiration_time is not None and at >= moment_of(message.expiration_time):
        yield "time.expired"
    if message.not_before is not None and at < moment_of(message.not_before):
        yield "time.not_yet"
    if life is not None and at - moment_of(message.issued_at) > life:
        yield "time.stale"
    if life is not None and moment_of(message.issued_at) - at > CLOCK_SKEW:
        yield "time.ahead"
