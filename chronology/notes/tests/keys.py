"""Keys for tests: always the same ones."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from chronology.notes import Algorithm, Ed25519NoteSigner

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def signer(name: str) -> Ed25519NoteSigner:
    return Ed25519NoteSigner.generate(name, lambda count: sha256(name.encode()).digest()[:count])


def cosigner(name: str) -> Ed25519NoteSigner:
    return Ed25519NoteSigner.generate(
        name, lambda count: sha256(b"cosigner " + name.encode()).digest()[:count], Algorithm.ED25519_COSIGNATURE
    )
