"""Whether a signed message is meant for this installation and this time, before anything of it is stored.

Its signature, its nonce and the delegation that it names are asked about elsewhere: `recovery`, the store, `checking`.
Source: docs/statements.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from provenance.statements.problems import Problem
from provenance.statements.types import Consent, Delegation, Domain, Message, Signed

AHEAD: Final = timedelta(minutes=5)
"""How far the signer's clock may be ahead: more is a message made for later."""

STALE: Final = timedelta(days=7)
"""How old a message may be when it comes: a reporter in the field signs offline; one that lay longer is signed anew."""

SENTENCES: Final[dict[str, str]] = {
    "domain.other_chain": "This was signed for another chain than this installation's. Sign it for this one.",
    "domain.other_contract": "This was signed for another contract than this installation's. Sign it for this one.",
    "time.ahead": "The message is dated in the future. Set the clock right and sign again.",
    "time.stale": "The message was signed more than a week ago. Sign it again.",
    "time.over": "What this message allows has ended already. Sign it with a later end.",
}


def problems(signed: Signed, *, domain: Domain, at: datetime) -> tuple[Problem, ...]:
    """Everything that speaks against taking it now; empty where nothing does. `at` has a zone."""
    codes = (*_place(signed.domain, domain), *_time(signed.message, at.timestamp()))
    return tuple(Problem(code, SENTENCES[code]) for code in codes)


def _place(signed_for: Domain, ours: Domain) -> Iterator[str]:
    if signed_for.chain_id != ours.chain_id:
        yield "domain.other_chain"
    if signed_for.contract != ours.contract:
        yield "domain.other_contract"


def _time(message: Message, now: float) -> Iterator[str]:
    """A term may begin in the future; a moment that was stated may not lie there."""
    if isinstance(message, Delegation | Consent):
        if message.valid_to <= now:
            yield "time.over"
        return
    if message.time > now + AHEAD.total_seconds():
        yield "time.ahead"
    if message.time < now - STALE.total_seconds():
        yield "time.stale"
