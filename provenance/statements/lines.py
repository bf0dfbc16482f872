"""One line of what a check of a statement says, and the parameters that every line shares."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from provenance.on_record import moments
from provenance.statements.evidence import Ended, Evidence, Written
from provenance.statements.order import Order, in_hindsight, order
from provenance.statements.types import SignatureState
from provenance.types import Params, State

VOUCHED: Final = frozenset({SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED})
"""States in which the wallet said yes, now or when it was recorded."""


@dataclass(frozen=True, slots=True)
class Line:
    """A code with its state and what is its own to say."""

    state: State
    code: str
    params: Params = field(default_factory=dict)


def params_of(evidence: Evidence) -> dict[str, str | int | tuple[str, ...]]:
    """What any sentence about this statement may need; texts of signers come out as they are and must be escaped."""
    written, speaking = evidence.written or Written(), evidence.speaking
    # An address that nobody has shown to have signed is no reason to print anybody's name.
    vouched = evidence.signature.state in VOUCHED
    key = evidence.key if vouched else None
    organisation = speaking.key.party if vouched and speaking and speaking.key else None
    return {
        "author": key.party.name if key else evidence.signer,
        "address": evidence.signer,
        "principal": key.party.id if key else "",
        "role": evidence.statement.role.value,
        "organisation": organisation.name if organisation else (speaking.address if speaking else ""),
        "organisation_id": organisation.id if organisation else "",
        "statement": evidence.statement_id,
        "record": written.record,
        "source": evidence.statement.source,
        "member": evidence.member,
        "stated": moment(datetime.fromtimestamp(evidence.statement.time, UTC)),
        "block": evidence.signature.block or "",
        **moments(written.not_before, written.by),
    }


def known_written(evidence: Evidence) -> Written:
    """The record's interval for comparisons: where nobody vouches for its end, it was there when it was looked at."""
    written = evidence.written or Written()
    return written if written.by is not None else replace(written, by=evidence.seen)


def ending_line(about: str, ended: Ended, written: Written, stated: datetime | None) -> Line:
    """How a record stands to the end of the key or delegation behind it; `_revoked_since` keeps its state."""
    params: dict[str, str] = {"revoked": moment(ended.effective), "reason": ended.reason}
    which = order(written, ended.effective, stated=stated)
    if which is Order.BEFORE:
        form = "rotated" if ended.reason == "rotated" else ""
        form = "development" if written.development else form
        return Line(State.HOLDS, f"{about}_revoked_since", {**params, "form": form})
    if which is Order.UNKNOWN:
        return Line(State.UNTRUSTED, f"{about}_order_unknown", params)
    form = "hindsight" if in_hindsight(written, ended) else ""
    return Line(State.UNTRUSTED, f"{about}_revoked", {**params, "form": form})


def moment(at: datetime) -> str:
    """A moment in words, UTC, whole seconds."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
