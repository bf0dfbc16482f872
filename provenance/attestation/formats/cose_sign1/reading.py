"""COSE_Sign1 as bytes (RFC 9052 sections 3 and 4.2), strictly: what is ambiguous there is refused here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import cbor2

from provenance.attestation.strict_cbor import BAD, whole_value
from provenance.attestation.vouching import MOST_CERTIFICATES

MOST_BYTES: Final = 64 * 1024
"""A chain of six certificates and a set of claims."""

ALGORITHM: Final = 1
CRITICAL: Final = 2
CONTENT_TYPE: Final = 3
KEY_ID: Final = 4
CHAIN: Final = 33

_UNDERSTOOD: Final = frozenset({ALGORITHM, CRITICAL, CONTENT_TYPE, KEY_ID, CHAIN})
_SIGN1: Final = 18
_CWT: Final = 61

Header = Mapping[object, object]


@dataclass(frozen=True, slots=True)
class Sign1:
    """One signature: the protected header as it is signed, and what both headers say of algorithm and key."""

    protected: bytes
    algorithm: int
    payload: bytes | None
    signature: bytes
    certificates: tuple[bytes, ...] = field(default=(), repr=False)
    key_id: bytes = field(default=b"", repr=False)


def read_sign1(content: bytes) -> Sign1 | None:
    """The signature in these bytes, tagged as COSE_Sign1, also as CWT, or bare; None where it is none. Never raises."""
    if len(content) > MOST_BYTES:
        return None
    try:
        parts = _untagged(whole_value(content))
        return _sign1(*parts) if isinstance(parts, list | tuple) and len(parts) == 4 else None
    except BAD:
        return None


def _untagged(whole: object) -> object:
    if isinstance(whole, cbor2.CBORTag) and whole.tag == _CWT:
        whole = whole.value
        return whole.value if isinstance(whole, cbor2.CBORTag) and whole.tag == _SIGN1 else None
    return whole.value if isinstance(whole, cbor2.CBORTag) and whole.tag == _SIGN1 else whole


def _sign1(protected: object, unprotected: object, payload: object, signature: object) -> Sign1 | None:
    if not isinstance(protected, bytes) or not isinstance(signature, bytes) or not isinstance(payload, bytes | None):
        return None
    inside = whole_value(protected) if protected else {}
    if not isinstance(inside, Mapping) or not isinstance(unprotected, Mapping) or set(inside) & set(unprotected):
        return None
    algorithm, critical = inside.get(ALGORITHM, unprotected.get(ALGORITHM)), inside.get(CRITICAL)
    if not isinstance(algorithm, int) or CRITICAL in unprotected or not _understood(critical, inside):
        return None
    # An empty header is signed as no bytes, however it was written (RFC 9052 section 4.4).
    return Sign1(protected if inside else b"", algorithm, payload, signature, *_key({**inside, **unprotected}))


def _understood(critical: object, inside: Header) -> bool:
    """Whether all that the signer wants understood is: of an unknown one nobody knows what it would change."""
    if critical is None:
        return CRITICAL not in inside
    return (
        isinstance(critical, list) and bool(critical) and all(one in _UNDERSTOOD and one in inside for one in critical)
    )


def _key(headers: Header) -> tuple[tuple[bytes, ...], bytes]:
    found, key_id = headers.get(CHAIN, []), headers.get(KEY_ID, b"")
    listed = found if isinstance(found, list | tuple) else [found]
    if len(listed) > MOST_CERTIFICATES or not all(isinstance(one, bytes) for one in listed):
        raise ValueError("not a chain")
    return tuple(one for one in listed if isinstance(one, bytes)), key_id if isinstance(key_id, bytes) else b""
