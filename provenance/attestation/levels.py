"""How strong evidence is: the levels of notes on hardware attestation section 5, each with a code that says why.

A format says how strong its evidence would be if nothing spoke against it; here the root and what is known of
revocations are weighed in, for every format alike. Untrusted is never tampered: nothing here says that content changed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

from provenance.attestation.types import Level, MakerRoot, Revocation, RevocationEvidence, RootTier


class Standing(NamedTuple):
    """A level with the code of its reason."""

    level: Level
    code: str


LOCKED: Final = Standing(Level.HARDWARE_LOCKED, "hardware.locked")
HARDWARE: Final = Standing(Level.HARDWARE, "hardware.integrity_unknown")
SOFTWARE: Final = Standing(Level.SOFTWARE, "software.key")
UNLOCKED: Final = Standing(Level.QUESTIONED, "device.unlocked")
DEBUGGABLE: Final = Standing(Level.QUESTIONED, "device.debuggable")
LAPSED: Final = Standing(Level.QUESTIONED, "chain.lapsed")
NOT_YET: Final = Standing(Level.QUESTIONED, "chain.not_yet_valid")

UNREADABLE: Final = Standing(Level.REFUSED, "attestation.unreadable")
SIGNATURE_BROKEN: Final = Standing(Level.REFUSED, "signature.broken")
CHAIN_BROKEN: Final = Standing(Level.REFUSED, "chain.broken")
WEAK: Final = Standing(Level.REFUSED, "chain.weak")
NOT_AN_AUTHORITY: Final = Standing(Level.REFUSED, "chain.not_an_authority")
SOFTWARE_CLAIMS_HARDWARE: Final = Standing(Level.REFUSED, "root.software_claims_hardware")

_NO_ROOT: Final = Standing(Level.ROOT_UNKNOWN, "root.unknown")
_OUT_OF_DATES: Final = Standing(Level.ROOT_UNKNOWN, "root.out_of_dates")
_SUSPENDED: Final = Standing(Level.QUESTIONED, "revocation.suspended")
_REVOKED: Final = Standing(Level.REFUSED, "revocation.revoked")
_REVOKED_LATER: Final = Standing(Level.QUESTIONED, "revocation.revoked_after_claimed_time")


def weighed(
    best: Standing, root: MakerRoot | None, revocation: RevocationEvidence, captured_at: datetime | None, at: datetime
) -> Standing:
    """What remains of `best` under this root and this standing of the certificates.

    `captured_at` is the device's own claim: whoever has a stolen key can claim any time, so a capture that claims to be
    older than the revocation is questioned and not cleared.
    """
    if best.level is Level.REFUSED:
        return best
    if root is None or (root.tier is RootTier.NONE and not root.known_software):
        return _lower(best, _NO_ROOT)
    if not in_dates(root, at):
        return _lower(best, _OUT_OF_DATES)
    return _lower(best, of_revocation(revocation, captured_at))


def of_revocation(revocation: RevocationEvidence, captured_at: datetime | None) -> Standing:
    """The highest that a certificate of this standing can reach."""
    if revocation.state is Revocation.REVOKED:
        later = revocation.since and captured_at and captured_at < revocation.since
        return _REVOKED_LATER if later else _REVOKED
    if revocation.state is Revocation.SUSPENDED:
        return _SUSPENDED
    if revocation.state is Revocation.GOOD:
        return LOCKED
    return Standing(Level.ROOT_UNKNOWN, f"revocation.{revocation.state.value}")


def in_dates(root: MakerRoot, moment: datetime) -> bool:
    """Whether the reader's list counts this root for captures of that moment."""
    return (root.valid_from is None or root.valid_from <= moment) and (root.valid_to is None or moment < root.valid_to)


def _lower(one: Standing, other: Standing) -> Standing:
    return other if other.level < one.level else one
