from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.attestation.earning import earns_capture
from provenance.attestation.types import (
    AppStanding,
    Binding,
    Evidence,
    Level,
    Revocation,
    RevocationEvidence,
    RootTier,
)

GOOD = RevocationEvidence(Revocation.GOOD, "test")
EARNED = Evidence("test", Level.HARDWARE, "test", Binding.BOUND, RootTier.OFFICIAL, "A maker", GOOD, {})


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"level": Level.HARDWARE_LOCKED},
        {"root": RootTier.MAKER},
        {"root": RootTier.NEWSROOM},
        {"app": AppStanding.COUNTED},
        {"revocation": RevocationEvidence(Revocation.UNKNOWN, "revocation.not_published")},
    ],
)
def test_it_is_earned(change: dict[str, object]) -> None:
    assert earns_capture(replace(EARNED, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"binding": Binding.UNBOUND},
        {"binding": Binding.NOT_CHECKED},
        {"root": RootTier.NONE},
        {"app": AppStanding.NOT_COUNTED},
        {"app": AppStanding.NOT_CHECKED},
        {"revocation": RevocationEvidence(Revocation.REVOKED, "test")},
        {"revocation": RevocationEvidence(Revocation.SUSPENDED, "test")},
        *({"level": level} for level in Level if level < Level.HARDWARE),
    ],
)
def test_it_is_not_earned(change: dict[str, object]) -> None:
    assert not earns_capture(replace(EARNED, **change))  # type: ignore[arg-type]
