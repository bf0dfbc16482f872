"""OCSP responses that signers enclosed count for the moment of the signature, if they check out; else not at all."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from provenance.attestation.formats.c2pa_capture.rooting import rooted
from provenance.attestation.types import Reader, Revocation, RevocationEvidence
from provenance.conftest import Corpus
from provenance.credentials.examiner import Credentials, Examiner
from provenance.credentials.signing_chains import SignedBy
from provenance.policy import Policy
from provenance.types import Step

pytestmark = pytest.mark.corpus

FILE = "Wavesonics__C2PAVerify__conformant-a.jpg"


@pytest.fixture(scope="module")
def signers(corpus: Corpus) -> list[tuple[Step, SignedBy]]:
    """Four steps that a product of the programme signed, each with one real response and one empty one."""
    content = io.BytesIO(corpus.file(FILE).read_bytes())
    found = Examiner(Policy()).examine(content, "image/jpeg", datetime.now(UTC))
    assert isinstance(found, Credentials)
    return [(step, one) for step, one in zip(found.steps, found.signed, strict=True) if one]


def standing(step: Step, signed: SignedBy, moment: datetime | None = None) -> RevocationEvidence:
    return rooted(
        step, signed, Reader(), moment or signed.stamped_at or datetime.now(UTC), datetime.now(UTC)
    ).revocation


def test_a_real_response_shows_that_the_certificate_was_good_when_it_signed(
    signers: list[tuple[Step, SignedBy]],
) -> None:
    assert [standing(*one).state for one in signers] == [Revocation.GOOD] * 4


def test_without_a_time_that_somebody_vouches_for_an_old_response_is_stale(
    signers: list[tuple[Step, SignedBy]],
) -> None:
    step, signed = signers[0]
    assert standing(step, signed, datetime.now(UTC) + timedelta(days=60)).state is Revocation.STALE


def test_a_damaged_response_says_nothing_and_hides_nothing(signers: list[tuple[Step, SignedBy]]) -> None:
    step, signed = signers[0]
    staple = signed.staples[0]
    damaged = staple[:-9] + bytes([staple[-9] ^ 1]) + staple[-8:]
    assert standing(step, replace(signed, staples=(damaged, b"garbage"))).state is Revocation.UNKNOWN
    assert standing(step, replace(signed, staples=(damaged, b"garbage", staple))).state is Revocation.GOOD


def test_another_certificate_s_response_says_nothing(signers: list[tuple[Step, SignedBy]]) -> None:
    (step, signed), (_, other) = signers[0], signers[1]
    assert other.staples[0] != signed.staples[0]
    assert standing(step, replace(signed, staples=other.staples[:1])).state is Revocation.UNKNOWN
