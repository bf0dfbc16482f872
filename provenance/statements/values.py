"""A message's fields as JSON values under their EIP-712 names."""

from __future__ import annotations

from collections.abc import Callable

from provenance.statements.eip55 import to_checksum
from provenance.statements.fields import MEMBERS, Member
from provenance.statements.types import Address, Message

Spelling = Callable[[Address], str]


def lower(address: Address) -> str:
    """An address as canonical bytes hold it: without capitals."""
    return f"0x{address.hex()}"


def values_of(message: Message, spelling: Spelling = to_checksum) -> dict[str, object]:
    """Bytes as 0x and lower-case hexadecimal, addresses in this spelling, words as texts, times as numbers."""
    return {one.name: _value(one, getattr(message, one.attribute), spelling) for one in MEMBERS[type(message)]}


def _value(member: Member, value: object, spelling: Spelling) -> object:
    if isinstance(value, bytes):
        return spelling(Address(value)) if member.kind == "address" else f"0x{value.hex()}"
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return str(value) if isinstance(value, str) else value
