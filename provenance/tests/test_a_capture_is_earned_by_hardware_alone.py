"""The headline `captured`: bound evidence of a key in hardware under a listed root earns it, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.attestation.types import (
    AppStanding,
    Binding,
    Evidence,
    Level,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from provenance.captures import with_captures
from provenance.sentences import sentence
from provenance.tests.cameras import AT, bare
from provenance.types import Outcome

GOOD = Evidence(
    format="secure_element",
    level=Level.HARDWARE,
    code="hardware.integrity_unknown",
    binding=Binding.BOUND,
    root=RootTier.MAKER,
    maker="Demo Camera",
    revocation=RevocationEvidence(Revocation.GOOD, "revocation.good", AT),
    claims={},
)
WORSE = [
    {"binding": Binding.UNBOUND},
    {"binding": Binding.NOT_CHECKED},
    {"level": Level.SOFTWARE},
    {"level": Level.ROOT_UNKNOWN},
    {"level": Level.QUESTIONED},
    {"level": Level.REFUSED},
    {"root": RootTier.NONE},
    {"revocation": RevocationEvidence(Revocation.REVOKED, "revocation.revoked", AT, AT)},
    {"app": AppStanding.NOT_COUNTED},
    {"revocation": RevocationEvidence(Revocation.SUSPENDED, "revocation.suspended", AT)},
]
BEFORE = (
    "unreadable",
    "credentials_damaged",
    "changed_after_signing",
    "signer_denied",
    "problem_in_history",
    "differs_from_record",
    "declared_ai_generated",
    "declared_ai_edited",
    "same_as_record",
    "copy_of_record",
)
AFTER = ("certificate_lapsed", "signer_unknown", "some_signers_unknown", "no_credentials", "all_signers_trusted")


def code_with(evidence: Evidence) -> str:
    return with_captures(bare(), [evidence], AT).headline.code


@pytest.mark.parametrize("root", [RootTier.OFFICIAL, RootTier.MAKER, RootTier.NEWSROOM])
@pytest.mark.parametrize("level", [Level.HARDWARE, Level.HARDWARE_LOCKED])
def test_hardware_under_a_listed_root_earns_it(root: RootTier, level: Level) -> None:
    assert code_with(replace(GOOD, root=root, level=level)) == "captured"


@pytest.mark.parametrize("worse", WORSE, ids=lambda one: "-".join(f"{value}" for value in one.values())[:40])
def test_anything_less_does_not(worse: dict[str, object]) -> None:
    assert code_with(replace(GOOD, **worse)) == "no_credentials"  # type: ignore[arg-type]


def test_it_says_what_it_does_not_show() -> None:
    headline = with_captures(bare(), [GOOD], AT).headline
    assert headline.code == "captured"
    said = sentence(headline.code, headline.params)
    assert said == "A key in a camera signed exactly these bytes; this does not show that the scene was real."


@pytest.mark.parametrize("code", BEFORE)
def test_what_is_wrong_declared_or_recorded_comes_first(code: str) -> None:
    assert with_captures(bare(headline=Outcome(code, {})), [GOOD], AT).headline.code == code


@pytest.mark.parametrize("code", AFTER)
def test_it_says_more_than_the_credentials_alone(code: str) -> None:
    assert with_captures(bare(headline=Outcome(code, {})), [GOOD], AT).headline.code == "captured"


def test_a_file_without_attestations_is_left_as_it_is() -> None:
    report = bare()
    assert with_captures(report, [], AT) is report


def test_a_refused_attestation_beside_a_good_one_is_shown_and_changes_nothing() -> None:
    refused = replace(GOOD, level=Level.REFUSED, code="root.software_claims_hardware", root=RootTier.NONE)
    report = with_captures(bare(), [refused, GOOD], AT)
    assert report.headline.code == "captured"
    assert any("software_claims_hardware" in one.code for one in report.findings)
