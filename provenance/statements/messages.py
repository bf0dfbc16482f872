"""What makes a message well formed: fields that belong together, and sizes. Nothing here asks for time or trust."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from provenance.statements.errors import BadMessage
from provenance.statements.fields import MEMBERS, Member
from provenance.statements.limits import (
    ADDRESS_BYTES,
    LATEST_CHAIN,
    LATEST_TIME,
    MOST_SIGNATURE_BYTES,
    MOST_WORDS,
    WORD_BYTES,
)
from provenance.statements.texts import require_domain, require_origin, require_principal, require_source, require_text
from provenance.statements.types import (
    NOTHING,
    REASONS,
    Act,
    Address,
    Consent,
    ConsentTo,
    Delegation,
    Domain,
    DomainClaim,
    KeyClaim,
    Message,
    Revocation,
    RevocationSubject,
    Signed,
    Statement,
)

NOBODY: Final = Address(bytes(ADDRESS_BYTES))
"""An address field that names nobody."""


def require_signed(signed: Signed) -> None:
    """Raises BadMessage where message, domain, signer or the signature's length are not what they must be."""
    require_domain_of_signature(signed.domain)
    if len(signed.signer) != ADDRESS_BYTES or signed.signer == NOBODY:
        raise BadMessage("signed.signer", "The signer is the address of the key that signed.")
    if not 0 < len(signed.signature) <= MOST_SIGNATURE_BYTES:
        raise BadMessage("signed.signature", f"A signature has 1 to {MOST_SIGNATURE_BYTES:,} bytes.")
    require_well_formed(signed.message)


def require_domain_of_signature(domain: Domain) -> None:
    """Raises BadMessage where the chain id cannot be written exactly or the contract is no address."""
    if not 0 < domain.chain_id <= LATEST_CHAIN or len(domain.contract) != ADDRESS_BYTES:
        raise BadMessage("signed.domain", "The domain names a chain by its number and a contract by its address.")


def require_well_formed(message: Message) -> None:
    """Raises BadMessage with the code `message.FIELD` for the first field that cannot stand."""
    for member in MEMBERS[type(message)]:
        _PARTS[member.kind](member, getattr(message, member.attribute))
    if getattr(message, "nonce") == NOTHING:  # noqa: B009  # every message has one; the union's members share no base
        raise BadMessage("message.nonce", "The nonce is 32 random bytes, not zeros.")
    if rule := _RULES.get(type(message)):
        rule(message)


def _statement(message: Message) -> None:
    assert isinstance(message, Statement)  # noqa: S101  # the table names it so
    require_source(message.source)
    _refuse(message.content == NOTHING, "content", "The content is the digest of the work, or its commitment.")
    about = (message.about == NOTHING) == (message.act is Act.STATE)
    _refuse(not about, "about", "A correction or retraction names the statement it is about; others do not.")
    alone = message.organisation == NOBODY and message.delegation != NOTHING
    _refuse(alone, "delegation", "A delegation comes from an organisation: name its address.")


def _delegation(message: Message) -> None:
    assert isinstance(message, Delegation)  # noqa: S101
    _refuse(message.organisation == NOBODY, "organisation", "A delegation names the organisation's address.")
    _refuse(message.delegate == NOBODY, "delegate", "A delegation names the delegate's address.")
    _refuse(message.delegate == message.organisation, "delegate", "A key needs no delegation to itself.")
    _term(message.valid_from, message.valid_to)


def _revocation(message: Message) -> None:
    assert isinstance(message, Revocation)  # noqa: S101
    _refuse(message.reason not in REASONS, "reason", f"The reason is one of: {', '.join(REASONS)}.")
    _refuse(message.target == NOTHING, "target", "A revocation names what it ends.")
    padding = WORD_BYTES - ADDRESS_BYTES
    padded = message.subject is not RevocationSubject.KEY or not any(message.target[:padding])
    _refuse(not padded, "target", "A key is named by its address with 12 zero bytes in front.")


def _key_claim(message: Message) -> None:
    assert isinstance(message, KeyClaim)  # noqa: S101
    require_principal(message.principal)
    require_origin(message.origin)


def _domain_claim(message: Message) -> None:
    assert isinstance(message, DomainClaim)  # noqa: S101
    require_domain(message.domain)
    require_principal(message.principal)


def _consent(message: Message) -> None:
    assert isinstance(message, Consent)  # noqa: S101
    require_text("purpose", message.purpose)
    require_text("scope", message.scope)
    _refuse(message.content == NOTHING, "content", "A consent names the work or the campaign.")
    single = (message.members_root == NOTHING) == (message.to is ConsentTo.WORK)
    _refuse(not single, "membersRoot", "A campaign names the root over its members; a consent for one work does not.")
    _term(message.valid_from, message.valid_to)


def _term(start: int, end: int) -> None:
    _refuse(start >= end, "validTo", "The end lies behind the beginning.")


def _bytes(member: Member, value: object) -> None:
    length = ADDRESS_BYTES if member.kind == "address" else WORD_BYTES
    _refuse(not isinstance(value, bytes) or len(value) != length, member.name, f"{member.name} has {length} bytes.")


def _number(member: Member, value: object) -> None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LATEST_TIME
    _refuse(not fits, member.name, f"{member.name} is a time in whole seconds since 1970, before the year 10000.")


def _truth(member: Member, value: object) -> None:
    _refuse(not isinstance(value, bool), member.name, f"{member.name} is true or false.")


def _text(member: Member, value: object) -> None:
    kind: type[str] | type[StrEnum] = member.words or str
    _refuse(not isinstance(value, kind), member.name, f"{member.name} is {_choices(member)}.")


def _texts(member: Member, value: object) -> None:
    words: Sequence[object] = value if isinstance(value, tuple) else ()
    fits = 0 < len(words) <= MOST_WORDS and all(isinstance(one, member.words or str) for one in words)
    once = fits and len(set(words)) == len(words)
    _refuse(not once, member.name, f"{member.name} holds each at most once, {_choices(member)}.")


def _choices(member: Member) -> str:
    return "one of: " + ", ".join(member.words) if member.words else "a text"


def _refuse(wrong: bool, field: str, sentence: str) -> None:
    if wrong:
        raise BadMessage(f"message.{field}", sentence)


_PARTS: Final[dict[str, Callable[[Member, object], None]]] = {
    "string": _text,
    "string[]": _texts,
    "bytes32": _bytes,
    "address": _bytes,
    "uint64": _number,
    "bool": _truth,
}
_RULES: Final[dict[type[Message], Callable[[Message], None]]] = {
    Statement: _statement,
    Delegation: _delegation,
    Revocation: _revocation,
    KeyClaim: _key_claim,
    DomainClaim: _domain_claim,
    Consent: _consent,
}
