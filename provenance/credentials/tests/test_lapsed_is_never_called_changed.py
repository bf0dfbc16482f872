"""Certificates end, pictures do not: what a lapsed certificate, an unlisted stamp and a later stamp mean."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from provenance.conftest import Corpus
from provenance.credentials.reading import Certificate, Chain, Ingredient, Label, Manifest, Status
from provenance.credentials.tests.workshop import NOW, authority, created, edited, listed, picture, policy, read, signed
from provenance.credentials.times import times_by_label
from provenance.policy import Tier
from provenance.types import Integrity, SigningTime, Trust
from provenance.verdict import credentials_outcome

MAKER = authority("Maker")
LISTS = policy(listed(Tier.OFFICIAL, MAKER))
LATER = NOW + timedelta(days=900)
NEWEST, OLDER = Label("newest"), Label("older")


def test_a_lapsed_certificate_without_a_stamp_is_lapsed_and_nothing_worse() -> None:
    steps = read(signed(picture(), MAKER.issues("camera", NOW), created()), LISTS, at=LATER).steps
    assert (steps[0].time, steps[0].integrity, steps[0].trust) == (
        SigningTime.LAPSED,
        Integrity.INTACT,
        Trust.OFFICIAL,
    )
    assert credentials_outcome(steps).code == "certificate_lapsed"


def test_the_same_file_was_not_lapsed_while_its_certificate_ran() -> None:
    steps = read(signed(picture(), MAKER.issues("camera", NOW), created()), LISTS, at=NOW).steps
    assert steps[0].time is SigningTime.NONE


def test_a_lapsed_older_step_is_named() -> None:
    inner = signed(picture(), MAKER.issues("camera", NOW, until=NOW + timedelta(days=1)), created())
    outer = signed(inner, MAKER.issues("editor", NOW), edited(), parent=inner, believes=(MAKER,))
    outcome = credentials_outcome(read(outer, LISTS, at=NOW + timedelta(days=30)).steps)
    assert (outcome.code, outcome.step) == ("certificate_lapsed", "s1")


@pytest.mark.parametrize("name", ["cards_expired_with_untrusted_timestamp", "cards_expired_with_timestamp"])
def test_a_stamp_of_a_first_generation_claim_is_unverified_whoever_made_it(corpus: Corpus, name: str) -> None:
    content = corpus.file(f"microsoft__c2pa-extension-validator__{name}.jpg").read_bytes()
    assert read(content, corpus.policy("official")).steps[0].time is SigningTime.UNVERIFIED


def test_a_listed_stamp_of_a_second_generation_claim_is_trusted(corpus: Corpus) -> None:
    content = corpus.file("Wavesonics__C2PAVerify__conformant-a.jpg").read_bytes()
    assert {one.time for one in read(content, corpus.policy("official")).steps} == {SigningTime.TRUSTED}


def _manifest(label: Label, ends: datetime, stamped_at: str | None, *inside: Label) -> Manifest:
    certificate = Certificate("O", "CN", "I", "I", "1", datetime(2025, 1, 1, tzinfo=UTC), ends)
    return Manifest(
        label, 2, None, {}, tuple(Ingredient(one, "parentOf") for one in inside), (), certificate, stamped_at
    )


def _times(stamp_of_newest: str, code: str) -> tuple[SigningTime, SigningTime]:
    newest = _manifest(NEWEST, datetime(2030, 1, 1, tzinfo=UTC), stamp_of_newest, OLDER)
    older = _manifest(OLDER, datetime(2026, 1, 1, tzinfo=UTC), None)
    chain = Chain((newest, older), (Status(code, NEWEST, failed=False, now=True),))
    times = times_by_label(chain, datetime(2026, 11, 1, tzinfo=UTC))
    return times[NEWEST], times[OLDER]


def test_a_later_trusted_stamp_within_validity_covers_an_older_step() -> None:
    assert _times("2025-06-01T00:00:00+00:00", "timeStamp.trusted")[1] is SigningTime.TRUSTED


def test_a_later_stamp_after_the_end_of_the_older_certificate_covers_nothing() -> None:
    assert _times("2026-06-01T00:00:00+00:00", "timeStamp.trusted")[1] is SigningTime.LAPSED


def test_an_unlisted_later_stamp_covers_nothing() -> None:
    assert _times("2025-06-01T00:00:00+00:00", "timeStamp.untrusted") == (SigningTime.UNVERIFIED, SigningTime.LAPSED)


def test_a_certificate_that_has_not_begun_by_the_readers_clock_has_not_lapsed() -> None:
    steps = read(signed(picture(), MAKER.issues("camera", NOW), created()), LISTS, at=NOW - timedelta(days=900)).steps
    assert steps[0].time is SigningTime.NONE
