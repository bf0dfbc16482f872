"""What a DID document says. Sources: DID Core 1.0 section 5.3.2, did:web method section 3.2, CAIP-10 for accounts."""

from __future__ import annotations

import base64
import binascii
import re

import coincurve
import msgspec
from eth_hash.auto import keccak

from verify.authors.bindings.kinds import Answer, Asked, Heard
from verify.authors.bindings.reading import address_in, digest_of, document_of, unreadable

PATH = "/.well-known/did.json"
MOST_METHODS = 500
"""Each may cost a check of a point on the curve."""

_ACCOUNT = re.compile(r"eip155:[0-9]{1,32}:(0x[0-9a-fA-F]{40})")
_COORDINATE_BYTES = 32


class Jwk(msgspec.Struct):
    """A public key as JSON (RFC 7517); only secp256k1 is looked at (RFC 8812)."""

    crv: str = ""
    x: str = ""
    y: str = ""


class Method(msgspec.Struct, rename="camel"):
    """One verification method, with the two ways of naming a key of the EVM."""

    id: str = ""
    controller: str = ""
    blockchain_account_id: str = ""
    public_key_jwk: Jwk | None = None


class DidDocument(msgspec.Struct, rename="camel"):
    """The parts of a DID document that say who may make assertions."""

    id: str
    verification_method: list[Method] = []
    assertion_method: list[str | Method] = []


def did_of(domain: str) -> str:
    """The DID of a domain without a path."""
    return f"did:web:{domain}"


def read(body: bytes, asked: Asked) -> Answer:
    """Whether the document lets the key make assertions for the domain; never raises."""
    found = document_of(body, DidDocument)
    if found is None:
        return unreadable()
    if found.id.lower() != did_of(asked.domain):
        return unreadable("binding.other_did")
    may = {address for one in _asserting(found) if (address := _address(one))}
    seen = digest_of(body)
    if asked.address in may:
        return Answer(Heard.NAMES_KEY, "binding.names_key", seen)
    if any(_address(one) == asked.address for one in found.verification_method[:MOST_METHODS]):
        return Answer(Heard.NAMES_NOBODY, "binding.no_assertion_method", seen)
    return Answer(Heard.NAMES_OTHERS, "binding.names_others", seen) if may else _nobody(seen)


def _nobody(seen: str) -> Answer:
    return Answer(Heard.NAMES_NOBODY, "binding.names_nobody", seen)


def _asserting(found: DidDocument) -> list[Method]:
    """The methods that may make assertions and that the domain itself controls."""
    by_id = {_absolute(one.id, found.id): one for one in found.verification_method[:MOST_METHODS]}
    named = [
        by_id.get(_absolute(one, found.id)) if isinstance(one, str) else one
        for one in found.assertion_method[:MOST_METHODS]
    ]
    return [one for one in named if one is not None and one.controller in ("", found.id)]


def _absolute(reference: str, did: str) -> str:
    return did + reference if reference.startswith("#") else reference


def _address(method: Method) -> str:
    account = _ACCOUNT.fullmatch(method.blockchain_account_id)
    if account:
        return address_in(account.group(1))
    return _address_of_point(method.public_key_jwk) if method.public_key_jwk else ""


def _address_of_point(jwk: Jwk) -> str:
    if jwk.crv != "secp256k1":
        return ""
    try:
        point = _coordinate(jwk.x) + _coordinate(jwk.y)
        coincurve.PublicKey(b"\x04" + point)
    except ValueError:
        return ""
    return "0x" + keccak(point)[-20:].hex()


def _coordinate(text: str) -> bytes:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise ValueError("no coordinate") from problem
    if len(raw) != _COORDINATE_BYTES:
        raise ValueError("no coordinate")
    return raw
