"""The fields of each message in the order in which EIP-712 encodes them: one table for hashing, JSON and wallets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from provenance.statements.types import (
    Act,
    Consent,
    ConsentTo,
    ContentForm,
    Delegation,
    DomainClaim,
    KeyClaim,
    Message,
    Revocation,
    RevocationSubject,
    Role,
    Scope,
    Statement,
    Track,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One field: its name in EIP-712, its EIP-712 type, our attribute, and the words it may hold (None: any text)."""

    name: str
    kind: str
    attribute: str
    words: type[StrEnum] | None = None


_TIME: Final = Member("time", "uint64", "time")
_NONCE: Final = Member("nonce", "bytes32", "nonce")
_TERM: Final = (Member("validFrom", "uint64", "valid_from"), Member("validTo", "uint64", "valid_to"))

MEMBERS: Final[dict[type[Message], tuple[Member, ...]]] = {
    Statement: (
        Member("act", "string", "act", Act),
        Member("role", "string", "role", Role),
        Member("content", "bytes32", "content"),
        Member("form", "string", "form", ContentForm),
        Member("source", "string", "source"),
        Member("organisation", "address", "organisation"),
        Member("delegation", "bytes32", "delegation"),
        Member("about", "bytes32", "about"),
        _TIME,
        _NONCE,
    ),
    Delegation: (
        Member("organisation", "address", "organisation"),
        Member("delegate", "address", "delegate"),
        Member("scopes", "string[]", "scopes", Scope),
        *_TERM,
        _NONCE,
    ),
    Revocation: (
        Member("subject", "string", "subject", RevocationSubject),
        Member("target", "bytes32", "target"),
        Member("effective", "uint64", "effective"),
        Member("reason", "string", "reason"),
        _TIME,
        _NONCE,
    ),
    KeyClaim: (
        Member("principal", "string", "principal"),
        Member("origin", "string", "origin"),
        Member("replaces", "address", "replaces"),
        _TIME,
        _NONCE,
    ),
    DomainClaim: (
        Member("domain", "string", "domain"),
        Member("principal", "string", "principal"),
        _TIME,
        _NONCE,
    ),
    Consent: (
        Member("to", "string", "to", ConsentTo),
        Member("content", "bytes32", "content"),
        Member("membersRoot", "bytes32", "members_root"),
        Member("tracks", "string[]", "tracks", Track),
        Member("purpose", "string", "purpose"),
        Member("scope", "string", "scope"),
        Member("estate", "bool", "estate"),
        Member("grantee", "address", "grantee"),
        *_TERM,
        _NONCE,
    ),
}

KINDS: Final[dict[str, type[Message]]] = {kind.__name__: kind for kind in MEMBERS}
"""Messages by the name of their EIP-712 type."""


def type_name(message: Message) -> str:
    """The name of the message's EIP-712 type."""
    return type(message).__name__
