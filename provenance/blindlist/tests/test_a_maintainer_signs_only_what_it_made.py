"""The comparison before a signature: every single thing that differs is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.blindlist.auditing import CLOCK_SKEW, LONGEST_LIFE, audit
from provenance.blindlist.building import gravest
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.tests.lists import AT, entry, label, made
from provenance.blindlist.types import Edition, KeyName, Point, PublicKey, Status

OWN = made(range(50))
KEY = PublicKey(KeyName.OPEN, 1, 3, Point(bytes(32)), ())


def codes(proposed: Edition, blobs: Blobs | None = OWN.blobs) -> set[str]:
    return {one.code for one in audit(proposed, blobs, OWN, at=AT)}


def test_the_same_edition_may_be_signed() -> None:
    assert codes(OWN.edition) == set()
    assert codes(made(reversed(range(50))).edition) == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epoch", 2), ("edition", 7), ("maintainer_set", 2), ("keys", (KEY,)), ("filter_digest", "0" * 64),
        ("buckets_digest", "0" * 64), ("bucket_bits", 9), ("bucket_bytes", 1), ("case_hashes", ("a" * 64,)),
        ("previous", "b" * 64), ("counts", (("model", 1),)), ("acts", 99), ("acts_head", "c" * 64),
    ],
)  # fmt: skip
def test_each_part_that_differs_is_told(name: str, value: object) -> None:
    assert codes(replace(OWN.edition, **{name: value}), None) == {f"edition.{name}"}  # type: ignore[arg-type]


def test_one_entry_more_or_less_or_another_is_told() -> None:
    for numbers in (range(51), range(49), [*range(49), 99]):
        assert codes(made(numbers).edition, None) >= {"edition.filter_digest", "edition.buckets_digest"}


def test_downloads_that_are_not_the_proposed_ones_are_told() -> None:
    assert codes(OWN.edition, made(range(49)).blobs) == {"download.filter", "download.buckets"}


def test_a_clock_that_is_off_and_a_life_without_end_are_told() -> None:
    early = replace(OWN.edition, made_at=AT - CLOCK_SKEW - timedelta(seconds=1))
    endless = replace(OWN.edition, expires_at=AT + LONGEST_LIFE + timedelta(seconds=1))

    assert "time.made_at" in codes(early)
    assert codes(endless) == {"time.expires_at"}
    assert codes(replace(OWN.edition, expires_at=AT)) == {"time.expires_at"}


def test_a_device_of_two_cases_keeps_the_gravest_and_oldest_entry() -> None:
    questioned, younger, older = entry(1, Status.QUESTIONED), entry(2), entry(200)
    pairs = [(label(1), questioned), (label(1), younger), (label(1), older)]

    assert gravest(pairs)[label(1)] == older
    assert gravest(list(reversed(pairs))) == gravest(pairs)


def test_an_old_entry_about_one_version_hides_no_listing_of_all() -> None:
    old_and_narrow = replace(entry(200), first_version="1.0", last_version="1.1")
    pairs = [(label(1), old_and_narrow), (label(1), entry(2))]

    assert gravest(pairs)[label(1)] == entry(2)
    assert gravest([*pairs, (label(1), entry(3, Status.QUESTIONED))])[label(1)] == entry(2)
