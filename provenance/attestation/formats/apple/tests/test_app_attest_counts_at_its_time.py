from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest

from provenance.attestation.formats.apple import FORMAT
from provenance.attestation.formats.apple.tests.corpus import POC, folder, objects, reader
from provenance.attestation.types import AppStanding, Binding, ContentDigest, Level, Revocation, RootTier

OTHER = ContentDigest(b"o" * 32)
ASSERTED = range(4)
"""Those of one source come with an assertion each."""


def test_all_six_are_there_and_recognised() -> None:
    assert len(objects()) == 6
    assert all(FORMAT.detect(one.attestation) for one in objects())


def test_each_counts_at_its_time() -> None:
    for one in objects():
        found = FORMAT.verify(one.attestation, one.content, one.at, reader())
        assert (found.level, found.binding, found.root) == (Level.HARDWARE, Binding.BOUND, RootTier.OFFICIAL), one.name
        assert found.claims["environment"] == "development"


def test_it_does_not_go_by_the_clock_of_whoever_checks() -> None:
    # Certificates of 2020 lived three days; a check at the present time refuses every one of them.
    for one in objects():
        late = FORMAT.verify(one.attestation, one.content, datetime(2026, 11, 22, tzinfo=UTC), reader())
        assert (late.level, late.code) == (Level.QUESTIONED, "chain.lapsed")
        early = FORMAT.verify(one.attestation, one.content, one.at - timedelta(days=400), reader())
        assert (early.level, early.code) == (Level.QUESTIONED, "chain.not_yet_valid")


def test_verify_answers_at_once_and_not_when_somebody_waits_for_it() -> None:
    # One library's check is a coroutine: whoever forgets to await it believes everything.
    found = FORMAT.verify(objects()[0].attestation, OTHER, objects()[0].at, reader())
    assert found.binding is Binding.UNBOUND


def test_for_other_content_it_is_attested_and_unbound_and_names_nobody() -> None:
    for one in objects():
        found = FORMAT.verify(one.attestation, OTHER, one.at, reader())
        assert (found.binding, found.ids, found.app) == (Binding.UNBOUND, (), AppStanding.NOT_CHECKED)


@pytest.mark.parametrize("number", ASSERTED)
def test_an_assertion_binds_content_long_after_the_certificate_ended(number: int) -> None:
    one = objects()[number]
    for at in (one.asserted_at, one.asserted_at + timedelta(days=900)):
        found = FORMAT.verify(one.with_assertion(), one.asserted, at, reader())
        assert (found.level, found.binding) == (Level.HARDWARE, Binding.BOUND)


@pytest.mark.parametrize("number", ASSERTED)
def test_an_assertion_over_other_content_or_of_another_key_is_refused(number: int) -> None:
    one, other = objects()[number], objects()[(number + 1) % 4]
    wrong = (
        FORMAT.verify(one.with_assertion(), OTHER, one.asserted_at, reader()),
        FORMAT.verify(one.with_assertion(other.assertion), other.asserted, one.asserted_at, reader()),
    )
    assert [found.level for found in wrong] == [Level.REFUSED, Level.REFUSED]


@pytest.mark.parametrize("number", ASSERTED)
def test_an_assertion_whose_attestation_was_made_for_something_else_is_refused(number: int) -> None:
    one = objects()[number]
    found = FORMAT.verify(one.with_assertion(challenge=OTHER), one.asserted, one.asserted_at, reader())
    assert (found.level, found.code) == (Level.REFUSED, "attestation.nonce_differs")


def test_a_counted_app_counts_in_production_alone() -> None:
    found = FORMAT.verify(objects()[0].attestation, objects()[0].content, objects()[0].at, reader())
    assert (found.claims["app"], found.app) == (POC, AppStanding.NOT_COUNTED)


def test_the_maker_publishes_no_revocations_and_the_receipt_was_not_looked_at() -> None:
    found = FORMAT.verify(objects()[0].attestation, objects()[0].content, objects()[0].at, reader())
    assert (found.revocation.state, found.revocation.code) == (Revocation.UNKNOWN, "revocation.not_published")
    assert "receipt" in found.not_checked


def test_an_attestation_of_which_nobody_says_what_for_is_unbound() -> None:
    attestation = base64.b64decode((folder() / "pyattest" / "attest_apple.bin").read_bytes())
    found = FORMAT.verify(attestation, OTHER, datetime(2021, 1, 26, tzinfo=UTC), reader())
    assert (found.binding, found.root) == (Binding.UNBOUND, RootTier.OFFICIAL)
