"""Ed25519 signatures of maintainers (RFC 8032), each under the name of what it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.types import HolderIndex, MaintainerSet

KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


class Purpose(StrEnum):
    """What a signature says; none is good for anything else."""

    EDITION = "edition"
    SET = "set"
    OUTCOME = "outcome"
    MATCH = "match"
    BOARD = "board"
    REQUEST = "request"
    PUBLIC_KEY = "public_key"


class SignatureRefused(BlindListError):
    """A signature does not fit its text and key: leave it out and tell the maintainer it names."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A maintainer's own key, 32 bytes; its repr shows nothing of it."""

    seed: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The key that others check with, 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, purpose: Purpose, message: bytes) -> bytes:
        """The signature over this message for this purpose, 64 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(signed_text(purpose, message))


def signed_text(purpose: Purpose, message: bytes) -> bytes:
    """What is really signed: a name that ends with a line, then the message."""
    return f"firstlight.blindlist/{purpose}/1\n".encode() + message


def check_signature(key: bytes, purpose: Purpose, message: bytes, signature: bytes) -> None:
    """Check one signature; raises SignatureRefused, returns nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed_text(purpose, message))
    except (InvalidSignature, ValueError) as error:
        raise SignatureRefused("A signature of a maintainer does not fit what it should be about.") from error


def signers(
    members: MaintainerSet, purpose: Purpose, message: bytes, signatures: Iterable[tuple[HolderIndex, bytes]]
) -> frozenset[HolderIndex]:
    """Which members of this set signed this message; others and signatures that do not fit count for nothing."""
    keys: Mapping[HolderIndex, bytes] = {one.index: one.signing_key for one in members.members}
    return frozenset(
        index for index, signature in signatures if index in keys and _fits(keys[index], purpose, message, signature)
    )


def _fits(key: bytes, purpose: Purpose, message: bytes, signature: bytes) -> bool:
    try:
        check_signature(key, purpose, message, signature)
    except SignatureRefused:
        return False
    return True
