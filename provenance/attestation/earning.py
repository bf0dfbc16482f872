"""When evidence earns the word *captured*: one rule for every format and every place that asks."""

from __future__ import annotations

from typing import Final

from provenance.attestation.types import AppStanding, Binding, Evidence, Level, Revocation, RootTier

_LISTED: Final = (RootTier.OFFICIAL, RootTier.MAKER, RootTier.NEWSROOM)
_APPS: Final = (AppStanding.NONE, AppStanding.COUNTED)
_AGAINST: Final = (Revocation.REVOKED, Revocation.SUSPENDED)


def earns_capture(evidence: Evidence) -> bool:
    """Whether a key in hardware, under a listed root, signed exactly these bytes for a camera or an app that counts.

    That the scene was real is not part of it, and the list of known devices is asked apart.
    """
    return (
        evidence.binding is Binding.BOUND
        and evidence.level >= Level.HARDWARE
        and evidence.root in _LISTED
        and evidence.app in _APPS
        and evidence.revocation.state not in _AGAINST
    )
