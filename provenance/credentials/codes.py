"""What kind of trouble each validation code of the standard is (C2PA 2.2, section 15.2.2)."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """Which question a failed code answers; only `mismatch` says that something is not what was signed."""

    MISMATCH = "mismatch"
    MALFORMED = "malformed"
    INGREDIENT = "ingredient"
    SIGNER = "signer"
    REVOKED = "revoked"
    TIME = "time"
    IDENTITY = "identity"


_CHANGED = frozenset(
    {
        "assertion.missing",
        "assertion.undeclared",
        "assertion.outsideManifest",
    }
)
_TIME = frozenset({"signingCredential.expired", "claimSignature.outsideValidity"})
_REVOKED = frozenset({"signingCredential.revoked", "signingCredential.ocsp.revoked"})
_PREFIXES = (
    ("cawg.", Trouble.IDENTITY),
    ("timeStamp.", Trouble.TIME),
    ("signingCredential.", Trouble.SIGNER),
    ("ingredient.", Trouble.INGREDIENT),
)


def trouble_of(code: str) -> Trouble:
    """The kind of a failed code; an unknown one counts as malformed, which never accuses."""
    if code in _TIME:
        return Trouble.TIME
    if code in _REVOKED:
        return Trouble.REVOKED
    for prefix, trouble in _PREFIXES:
        if code.startswith(prefix):
            return trouble
    changed = code.endswith(".mismatch") or code in _CHANGED
    return Trouble.MISMATCH if changed else Trouble.MALFORMED


INTEGRITY_TROUBLE = frozenset({Trouble.MISMATCH, Trouble.MALFORMED, Trouble.INGREDIENT})
"""Kinds that touch whether a step is what was signed."""
