"""The values of publication copies; nothing here holds a sentence, a name or a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class History(StrEnum):
    """What becomes of the credentials that the file came with.

    `left_out`: the copy speaks for itself, by the newsroom's word alone. `redacted`: the steps stay with their signers,
    so that the camera's certificate can still be seen, and lose every assertion that could name somebody.
    """

    LEFT_OUT = "left_out"
    REDACTED = "redacted"


class Algorithm(StrEnum):
    """How the newsroom's key signs claims (C2PA 2.2 section 13.2.1), by its name in COSE."""

    ES256 = "es256"
    ES384 = "es384"
    PS256 = "ps256"
    ED25519 = "ed25519"


class ClaimKey(Protocol):
    """The newsroom's key, wherever it lies: in a file, or in a device that never gives it away (PKCS#11)."""

    @property
    def algorithm(self) -> Algorithm:
        """How it signs."""
        ...

    @property
    def chain_pem(self) -> bytes:
        """Its certificate and those above it, signer first; the root may be left out."""
        ...

    def sign(self, content: bytes) -> bytes:
        """The signature as COSE writes it (RFC 9053): for ECDSA both numbers in a row, at full length."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the history's fate, how the key signs, and its certificates."""

    history: str
    algorithm: str
    chain: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy, and what was taken out: names of assertions, never their contents."""

    content: bytes = field(repr=False)
    mime: str
    history: History
    redacted: tuple[str, ...] = ()
