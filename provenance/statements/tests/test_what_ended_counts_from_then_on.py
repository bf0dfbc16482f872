"""A key or delegation that ended: what is provably older keeps its state, and nobody gains by their own clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.sentences import sentence
from provenance.statements.checking import findings_of
from provenance.statements.evidence import Ended, Evidence, KnownKey, Written
from provenance.statements.order import Order, order
from provenance.statements.tests.knowing import (
    ADA,
    AT,
    DESK,
    FOR_DESK,
    HOUR,
    NOW,
    SIGNED,
    SPEAKING,
    asked,
    ended,
    told,
    with_delegation,
)
from provenance.types import State


def key_ended(end: Ended, written: Written | None = SIGNED.written, stated_hours: float = 0) -> Evidence:
    statement = replace(SIGNED.statement, time=SIGNED.statement.time + int(stated_hours * 3600))
    return replace(SIGNED, statement=statement, written=written, key=KnownKey(ADA, end))


def code(evidence: Evidence) -> str:
    return told(findings_of(evidence, asked(), AT))[1]


def test_a_record_proven_before_the_end_keeps_its_state() -> None:
    line = findings_of(key_ended(ended(2)), asked(), AT)[1]
    assert (line.code, line.state) == ("author.key_revoked_since", State.HOLDS)
    assert "keeps its state" in sentence(line.code, line.params)
    assert code(key_ended(ended(1))) == "author.key_revoked_since", "the very moment of the proof is still before"


def test_an_exchange_of_keys_is_told_as_one() -> None:
    assert code(key_ended(ended(2, "rotated"))) == "author.key_revoked_since.rotated"


def test_a_proof_of_the_own_development_chain_says_what_it_is_worth() -> None:
    own = Written("r", NOW - HOUR, NOW + HOUR, development=True)
    assert code(key_ended(ended(2), written=own)) == "author.key_revoked_since.development"


def test_a_record_begun_after_the_end_is_younger() -> None:
    line = findings_of(key_ended(ended(-2)), asked(), AT)[1]
    assert (line.code, line.state) == ("author.key_revoked", State.UNTRUSTED)


def test_in_between_nobody_guesses_which_came_first() -> None:
    line = findings_of(key_ended(ended(0.5)), asked(), AT)[1]
    assert (line.code, line.state) == ("author.key_order_unknown", State.UNTRUSTED)
    assert "Which came first" in sentence(line.code, line.params)


def test_the_signers_clock_helps_nobody_and_counts_against_who_set_it() -> None:
    long_before = key_ended(ended(0.5), stated_hours=-900)
    assert code(long_before) == "author.key_order_unknown", "a back-dated clock shows nothing"
    own_word = key_ended(ended(0.5), stated_hours=0.75)
    assert code(own_word) == "author.key_revoked", "who says to have signed after the end did"


def test_without_a_record_a_revoked_key_is_never_excused() -> None:
    assert code(key_ended(ended(1), written=None, stated_hours=-900)) == "author.key_order_unknown"
    assert code(key_ended(ended(-1), written=None)) == "author.key_revoked"


def test_an_end_still_to_come_is_no_end_yet() -> None:
    assert code(key_ended(ended(5000), written=Written("r"))) == "author.key_revoked_since"


def test_an_end_in_the_past_that_was_said_later_is_told_as_such() -> None:
    said = Written("end", NOW + 5 * HOUR, NOW + 6 * HOUR)
    assert code(key_ended(ended(-2, said=said))) == "author.key_revoked.hindsight"
    known_then = Written("end", NOW - 2 * HOUR, NOW - 1.5 * HOUR)
    assert code(key_ended(ended(-2, said=known_then))) == "author.key_revoked"


@pytest.mark.parametrize(
    ("hours", "expected"), [(2, "author.delegation_revoked_since"), (-2, "author.delegation_revoked")]
)
def test_an_ended_delegation_follows_the_same_rule(hours: float, expected: str) -> None:
    codes = told(findings_of(with_delegation(ended=ended(hours)), asked(), AT))
    assert expected in codes
    speaks = [one for one in codes if one == "author.speaks_for"]
    assert bool(speaks) == (hours > 0)


def test_a_delegation_given_with_an_ended_key_is_held_against_its_own_record() -> None:
    late = replace(FOR_DESK, speaking=replace(SPEAKING, key=KnownKey(DESK, ended(-30))))
    assert "author.organisation_key_revoked" in told(findings_of(late, asked(), AT))
    before = replace(FOR_DESK, speaking=replace(SPEAKING, key=KnownKey(DESK, ended(-10))))
    codes = told(findings_of(before, asked(), AT))
    assert "author.organisation_key_revoked_since" in codes
    assert "author.speaks_for" in codes, "the delegation outlives the key that gave it"


def test_order_is_only_what_an_interval_shows() -> None:
    written = Written("r", NOW, NOW + HOUR)
    assert order(written, NOW + HOUR) is Order.BEFORE
    assert order(written, NOW) is Order.AFTER
    assert order(written, NOW + HOUR / 2) is Order.UNKNOWN
    assert order(Written(), NOW) is Order.UNKNOWN
    assert order(written, NOW + HOUR, stated=NOW + 9 * HOUR) is Order.BEFORE, "a proof beats a clock"
