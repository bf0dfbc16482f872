"""The digests that wallets sign as typed data, by a fixed encoder for our own messages. Source: EIP-712.

Digests of other people's typed data come from `foreign.digest_of_typed_data`, which is offered here too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Final

from eth_hash.auto import keccak

from provenance.statements.eip55 import to_checksum
from provenance.statements.errors import BadMessage
from provenance.statements.fields import MEMBERS, Member, type_name
from provenance.statements.foreign import digest_of_typed_data
from provenance.statements.limits import ADDRESS_BYTES, WORD_BYTES
from provenance.statements.types import Domain, Message, TypedDigest
from provenance.statements.values import values_of

__all__ = ["digest_of_typed_data", "domain_separator", "struct_hash", "typed_data", "typed_digest"]

NAME: Final = "Firstlight"
VERSION: Final = "1"
DOMAIN_MEMBERS: Final = (
    ("name", "string"),
    ("version", "string"),
    ("chainId", "uint256"),
    ("verifyingContract", "address"),
)

_PREFIX: Final = b"\x19\x01"
_KEPT_SEPARATORS: Final = 64
"""Domains of which the hash is kept: an installation has one, a batch from elsewhere a few."""


def typed_digest(domain: Domain, message: Message) -> TypedDigest:
    """keccak-256 over 0x1901, the domain's hash and the message's: 32 bytes; raises BadMessage for wrong lengths."""
    return TypedDigest(keccak(_PREFIX + domain_separator(domain) + struct_hash(message)))


def struct_hash(message: Message) -> bytes:
    """The message without its domain, 32 bytes: what a delegation is called by."""
    parts = [_TYPE_HASHES[type(message)]]
    parts.extend(encode(read(message)) for read, encode in _ENCODERS[type(message)])
    return keccak(b"".join(parts))


@lru_cache(maxsize=_KEPT_SEPARATORS)
def domain_separator(domain: Domain) -> bytes:
    """The hash of the domain, 32 bytes."""
    chain = _number(domain.chain_id, WORD_BYTES)
    return keccak(_DOMAIN_HASH + _text(NAME) + _text(VERSION) + chain + _address(domain.contract))


def typed_data(domain: Domain, message: Message) -> dict[str, object]:
    """What a page hands to `eth_signTypedData_v4`, as JSON; times are numbers, bytes are 0x and hexadecimal."""
    kind = type_name(message)
    return {
        "types": {"EIP712Domain": _listed(DOMAIN_MEMBERS), kind: _listed(_names(MEMBERS[type(message)]))},
        "primaryType": kind,
        "domain": {
            "name": NAME,
            "version": VERSION,
            "chainId": domain.chain_id,
            "verifyingContract": to_checksum(domain.contract),
        },
        "message": values_of(message),
    }


def _text(value: object) -> bytes:
    if not isinstance(value, str):
        raise BadMessage("message.shape", "A text is missing.")
    try:
        return keccak(value.encode())
    except UnicodeEncodeError as error:
        raise BadMessage("message.text", "A text holds characters that cannot be sent.") from error


def _texts(value: object) -> bytes:
    if not isinstance(value, tuple):
        raise BadMessage("message.shape", "A list of words is missing.")
    return keccak(b"".join(map(_text, value)))


def _word(value: object) -> bytes:
    return _bytes(value, WORD_BYTES)


def _address(value: object) -> bytes:
    return bytes(WORD_BYTES - ADDRESS_BYTES) + _bytes(value, ADDRESS_BYTES)


def _bytes(value: object, length: int) -> bytes:
    if not isinstance(value, bytes) or len(value) != length:
        raise BadMessage("message.shape", f"A field of {length} bytes has another length.")
    return value


def _number(value: object, length: int = 8) -> bytes:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 8 * length:
        raise BadMessage("message.shape", f"A number does not fit into {length} bytes.")
    return value.to_bytes(WORD_BYTES)


def _truth(value: object) -> bytes:
    if not isinstance(value, bool):
        raise BadMessage("message.shape", "A yes or no is missing.")
    return value.to_bytes(WORD_BYTES)


def _encoder(member: Member) -> Callable[[object], bytes]:
    """Words of a closed list are hashed once; they are most of the texts of a statement."""
    if member.words is None or member.kind != "string":
        return _BY_TYPE[member.kind]
    hashes: dict[str, bytes] = {word: _text(word) for word in member.words}

    def known(value: object) -> bytes:
        return (hashes.get(value) if isinstance(value, str) else None) or _text(value)

    return known


def _names(members: tuple[Member, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, one.kind) for one in members)


def _listed(members: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in members]


def _type_hash(name: str, members: tuple[tuple[str, str], ...]) -> bytes:
    return keccak(f"{name}({','.join(f'{kind} {field}' for field, kind in members)})".encode())


_BY_TYPE: Final[dict[str, Callable[[object], bytes]]] = {
    "string": _text,
    "string[]": _texts,
    "bytes32": _word,
    "address": _address,
    "uint64": _number,
    "bool": _truth,
}
_DOMAIN_HASH: Final = _type_hash("EIP712Domain", DOMAIN_MEMBERS)
_TYPE_HASHES: Final = {kind: _type_hash(kind.__name__, _names(members)) for kind, members in MEMBERS.items()}
_ENCODERS: Final[dict[type[Message], tuple[tuple[Callable[[Message], object], Callable[[object], bytes]], ...]]] = {
    kind: tuple((attrgetter(one.attribute), _encoder(one)) for one in members) for kind, members in MEMBERS.items()
}
