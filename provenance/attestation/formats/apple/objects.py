"""The objects of App Attest, read within bounds: attestation, assertion, authenticator data, and how they travel.

An attestation comes alone, as the system hands it out, and then binds content by its nonce; or it comes in CBOR
`{"attestation": bytes, "challenge": 32 bytes, "assertion": bytes}` with an assertion over the content; `challenge`
is the client data hash that the attestation was made for. Sources: Apple's "Validating apps that connect to your
server"; Web Authentication section 6.1, for the authenticator data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from provenance.attestation import der
from provenance.attestation.chain_certificates import Certificate, chain_of_each
from provenance.attestation.limits import ATTESTATION_BYTES
from provenance.attestation.strict_cbor import BAD, whole_value

FORMAT_NAME: Final = "apple-appattest"

_HEAD: Final = 37
"""Bytes of authenticator data before what only an attestation has: digest of the app id, flags, counter."""

_KEY_BYTES: Final = 32
_DIGEST: Final = 32


@dataclass(frozen=True, slots=True)
class AuthenticatorData:
    """What the key says of itself: digest of the app id, and how often it signed before."""

    encoded: bytes
    app: bytes
    counter: int


@dataclass(frozen=True, slots=True)
class Attestation:
    """An attested key: its chain, signer first, its name, and the environment it was made in."""

    chain: tuple[Certificate, ...]
    data: AuthenticatorData
    environment: bytes
    key_id: bytes


@dataclass(frozen=True, slots=True)
class Assertion:
    """One signature of an attested key."""

    signature: bytes
    data: AuthenticatorData


@dataclass(frozen=True, slots=True)
class Capture:
    """What came along: the attestation, and where there is one the assertion with the attestation's own challenge."""

    attestation: Attestation
    challenge: bytes | None = None
    assertion: Assertion | None = None


def read(content: bytes) -> Capture:
    """What these bytes hold; raises NotDer."""
    if len(content) > ATTESTATION_BYTES:
        raise der.NotDer("an attestation of that size")
    held = _map(content)
    if "fmt" in held:
        return Capture(_attestation(held))
    challenge = held.get("challenge")
    if set(held) != {"attestation", "challenge", "assertion"} or not isinstance(challenge, bytes):
        raise der.NotDer("not a capture")
    if len(challenge) != _DIGEST:
        raise der.NotDer("not a client data hash")
    return Capture(
        _attestation(_map(_bytes(held, "attestation"))), challenge, _assertion(_map(_bytes(held, "assertion")))
    )


def _map(content: bytes) -> Mapping[Any, Any]:
    try:
        held = whole_value(content)
    except BAD as problem:
        raise der.NotDer("not CBOR") from problem
    if not isinstance(held, Mapping):
        raise der.NotDer("not a map")
    return held


def _bytes(held: Mapping[Any, Any], name: str) -> bytes:
    value = held.get(name)
    if not isinstance(value, bytes):
        raise der.NotDer(f"no {name}")
    return value


def _attestation(held: Mapping[Any, Any]) -> Attestation:
    statement = held.get("attStmt")
    chain = statement.get("x5c") if isinstance(statement, Mapping) else None
    if held.get("fmt") != FORMAT_NAME or not isinstance(chain, list | tuple):
        raise der.NotDer("not an attestation")
    encoded = _bytes(held, "authData")
    environment, length = encoded[_HEAD : _HEAD + 16], int.from_bytes(encoded[_HEAD + 16 : _HEAD + 18])
    key_id = encoded[_HEAD + 18 : _HEAD + 18 + length]
    if length != _KEY_BYTES or len(key_id) != length:
        raise der.NotDer("no key id")
    certificates = chain_of_each([one for one in chain if isinstance(one, bytes)])
    return Attestation(certificates, _data(encoded), environment, key_id)


def _assertion(held: Mapping[Any, Any]) -> Assertion:
    data = _bytes(held, "authenticatorData")
    if len(data) != _HEAD:
        raise der.NotDer("not an assertion")
    return Assertion(_bytes(held, "signature"), _data(data))


def _data(encoded: bytes) -> AuthenticatorData:
    if len(encoded) < _HEAD:
        raise der.NotDer("authenticator data cut short")
    return AuthenticatorData(encoded, encoded[:_DIGEST], int.from_bytes(encoded[33:_HEAD]))
