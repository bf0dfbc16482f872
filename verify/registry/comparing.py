"""Two versions of a list side by side: certificates that came, that went, and that were made anew for the same key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from verify.registry.parsing import certificates_in

KEY_ID_HEX = 40


@dataclass(frozen=True, slots=True)
class Listed:
    """One certificate: `key` is the beginning of the SHA-256 of its public key, `sha256` that of all of it."""

    subject: str
    key: str
    begins: datetime
    ends: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Renewed:
    """The same subject and key in another certificate."""

    before: Listed
    after: Listed


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs; `same` counts certificates that both have."""

    added: tuple[Listed, ...]
    removed: tuple[Listed, ...]
    changed: tuple[Renewed, ...]
    same: int


def compare(before: str, after: str) -> Compared:
    """Two lists in PEM, by their certificates; names alone match nothing."""
    old, new = _read(before), _read(after)
    gone = {digest: one for digest, one in old.items() if digest not in new}
    came = {digest: one for digest, one in new.items() if digest not in old}
    again = {(one.subject, one.key): one for one in gone.values()}
    changed = [Renewed(again[one.subject, one.key], one) for one in came.values() if (one.subject, one.key) in again]
    was, now = {one.before.sha256 for one in changed}, {one.after.sha256 for one in changed}
    return Compared(
        _sorted(one for one in came.values() if one.sha256 not in now),
        _sorted(one for one in gone.values() if one.sha256 not in was),
        tuple(sorted(changed, key=lambda one: one.after.subject.casefold())),
        len(old) - len(gone),
    )


def _read(pem: str) -> dict[str, Listed]:
    found = [_listed(one) for one in certificates_in(pem.encode())]
    return {one.sha256: one for one in found}


def _listed(certificate: x509.Certificate) -> Listed:
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Listed(
        certificate.subject.rfc4514_string(),
        hashlib.sha256(spki).hexdigest()[:KEY_ID_HEX],
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest(),
    )


def _sorted(found: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(found, key=lambda one: one.subject.casefold()))
