"""Whether a signer may speak for the organisation that a statement names. Source: docs/authors.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from provenance.statements.evidence import Evidence, KnownDelegation, Speaking, Written
from provenance.statements.lines import Line, ending_line, known_written, moment
from provenance.statements.order import Order, order
from provenance.statements.types import Act, Role, Scope, SignatureState, Statement
from provenance.types import State

NEEDS: Final[dict[Role, frozenset[Scope]]] = {
    Role.AUTHOR: frozenset({Scope.PUBLISH}),
    Role.PUBLISHER: frozenset({Scope.PUBLISH}),
    Role.LICENSEE: frozenset({Scope.PUBLISH}),
    Role.CORRECTOR: frozenset({Scope.EDIT, Scope.CORRECT}),
}
"""Which scopes let a delegate sign in a role; one of them is enough."""


def scopes_needed(statement: Statement) -> frozenset[Scope]:
    """The scopes of which a delegate needs one: corrections and retractions need `correct`, whatever the role."""
    return NEEDS[statement.role] if statement.act is Act.STATE else frozenset({Scope.CORRECT})


def delegation_lines(evidence: Evidence, speaking: Speaking, stated: datetime) -> Iterator[Line]:
    """What there is to say of the organisation that a statement names; more than one thing may be wrong."""
    if speaking.key is None:
        yield Line(State.UNTRUSTED, "author.organisation_unknown")
    if speaking.address.lower() == evidence.signer.lower():
        if speaking.key is not None:
            yield Line(State.HOLDS, "author.speaks_for", {"form": "own"})
        return
    known = speaking.delegation
    if known is None or not _between(known, evidence):
        yield Line(State.UNTRUSTED, "author.delegation_unknown")
        return
    wrong = [*_given(speaking, known), *_held(evidence, known, stated)]
    yield from wrong
    if speaking.key is not None and all(line.state is State.HOLDS for line in wrong):
        yield Line(State.HOLDS, "author.speaks_for", _term(known))


def _between(known: KnownDelegation, evidence: Evidence) -> bool:
    """Whether it goes from the organisation that the statement names to its signer: nobody borrows another's."""
    given = known.delegation
    return (
        given.organisation == evidence.statement.organisation and evidence.signer.lower() == f"0x{given.delegate.hex()}"
    )


def _given(speaking: Speaking, known: KnownDelegation) -> Iterator[Line]:
    """Whether the organisation gave it: its signature, and its key at that time."""
    if known.signature in (SignatureState.UNAVAILABLE, SignatureState.NOT_CHECKED):
        yield Line(State.UNAVAILABLE, "author.delegation_unavailable")
    elif known.signature is SignatureState.BROKEN:
        yield Line(State.UNTRUSTED, "author.delegation_broken")
    if speaking.key is not None and speaking.key.ended is not None:
        yield ending_line("author.organisation_key", speaking.key.ended, known.written, None)


def _held(evidence: Evidence, known: KnownDelegation, stated: datetime) -> Iterator[Line]:
    """Whether the signer had it for this, then."""
    if not scopes_needed(evidence.statement) & frozenset(known.delegation.scopes):
        yield Line(State.UNTRUSTED, "author.outside_scope", {"scopes": _words(known)})
    yield from _within_term(known_written(evidence), known, stated)
    if known.ended is not None:
        yield ending_line("author.delegation", known.ended, known_written(evidence), stated)


def _within_term(written: Written, known: KnownDelegation, stated: datetime) -> Iterator[Line]:
    begins, ends = _term_of(known)
    if stated < begins or (written.by is not None and written.by < begins):
        yield Line(State.UNTRUSTED, "author.outside_scope", {"form": "early", **_term(known)})
        return
    which = order(written, ends, stated=stated)
    if which is Order.AFTER:
        yield Line(State.UNTRUSTED, "author.outside_scope", {"form": "late", **_term(known)})
    elif which is Order.UNKNOWN:
        yield Line(State.UNTRUSTED, "author.term_unknown", _term(known))


def _term_of(known: KnownDelegation) -> tuple[datetime, datetime]:
    given = known.delegation
    return datetime.fromtimestamp(given.valid_from, UTC), datetime.fromtimestamp(given.valid_to, UTC)


def _term(known: KnownDelegation) -> dict[str, str]:
    begins, ends = _term_of(known)
    return {"valid_from": moment(begins), "valid_to": moment(ends)}


def _words(known: KnownDelegation) -> tuple[str, ...]:
    return tuple(one.value for one in known.delegation.scopes)
