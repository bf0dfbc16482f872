"""One identity assertion, read from its CBOR within bounds. Source: CAWG Identity Assertion 1.2, section 5."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from provenance.credentials.cbor import BAD_CBOR, decoder
from provenance.credentials.contents import short

X509: Final = "cawg.x509.cose"
AGGREGATED: Final = "cawg.identity_claims_aggregation"

MOST_REFERENCES: Final = 200
MOST_ROLES: Final = 10
_MAP_OF_FEW: Final = range(0xA2, 0xB8)
"""The first byte of a map with 2 to 23 pairs (RFC 8949 section 3)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An assertion of the same manifest that the identity speaks about: its name, and its hash as signed."""

    name: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class IdentityAssertion:
    """What was signed (`payload`, exactly as it lies in the file), by which kind of signature, and the signature."""

    payload: bytes = field(repr=False)
    kind: str
    roles: tuple[str, ...]
    references: tuple[Reference, ...]
    signature: bytes = field(repr=False)


def read_assertion(content: bytes) -> IdentityAssertion | None:
    """The assertion, or None where it is none; never raises."""
    try:
        parts, raw = _pairs(content)
    except BAD_CBOR:
        return None
    said, signature = parts.get("signer_payload"), parts.get("signature")
    if not isinstance(said, dict) or not isinstance(signature, bytes):
        return None
    return IdentityAssertion(
        payload=raw["signer_payload"],
        kind=short(said.get("sig_type")) or "",
        roles=_roles(said.get("role")),
        references=_references(said.get("referenced_assertions")),
        signature=signature,
    )


def _pairs(content: bytes) -> tuple[dict[str, object], dict[str, bytes]]:
    """The pairs of the outer map, decoded and as bytes: what was signed must be checked as it was written."""
    source = io.BytesIO(content)
    if source.read(1)[:1] not in [bytes([one]) for one in _MAP_OF_FEW]:
        raise ValueError("no map")
    reading = decoder(source)
    values: dict[str, object] = {}
    raw: dict[str, bytes] = {}
    for _ in range(content[0] & 0x1F):
        key = reading.decode()
        start = source.tell()
        value = reading.decode()
        if not isinstance(key, str) or key in values:
            raise ValueError("no names")
        values[key], raw[key] = value, content[start : source.tell()]
    return values, raw


def _roles(raw: object) -> tuple[str, ...]:
    listed = raw if isinstance(raw, list) else [raw]
    return tuple(name for one in listed[:MOST_ROLES] if (name := short(one)))


def _references(raw: object) -> tuple[Reference, ...]:
    listed = raw[:MOST_REFERENCES] if isinstance(raw, list) else []
    return tuple(found for one in listed if isinstance(one, dict) and (found := _reference(one)))


def _reference(one: Mapping[object, object]) -> Reference | None:
    url, digest = one.get("url"), one.get("hash")
    if not isinstance(url, str) or not isinstance(digest, bytes):
        return None
    return Reference(short(url.rpartition("/")[2]) or "", digest)
