"""The record was written between A and B; the file existed by B and may be much older. Nothing else is ever said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from verify.pages.presentation.chronology.interval import interval

A = datetime(2026, 6, 3, 5, 12, 3, 400_000, UTC)
B = datetime(2026, 6, 3, 5, 12, 31, 200_000, UTC)
MAY_BE_OLDER = "The file existed by 3 June 2026, 05:12:32 UTC and may be much older."


def test_both_moments_of_one_day_name_the_day_once() -> None:
    said = interval(A, B)
    assert said.written == "The record was written between 05:12:03 and 05:12:32 UTC on 3 June 2026."
    assert said.existed == MAY_BE_OLDER


def test_moments_of_two_days_are_both_said_in_full() -> None:
    said = interval(A, datetime(2026, 6, 4, 1, 0, 30, tzinfo=UTC)).written
    assert said == "The record was written between 3 June 2026, 05:12 UTC and 4 June 2026, 01:01 UTC."


def test_what_is_rounded_never_promises_more_than_is_known() -> None:
    said = interval(A, A + timedelta(hours=2))
    assert said.after is not None
    assert said.by is not None
    assert (said.after.text, said.by.text) == ("3 June 2026, 05:12 UTC", "3 June 2026, 07:13 UTC")


def test_a_whole_second_is_not_moved() -> None:
    said = interval(None, datetime(2026, 6, 3, 5, 12, 31, tzinfo=UTC))
    assert said.written == "The record was written by 3 June 2026, 05:12:31 UTC. Nothing shows how long before."


def test_without_an_anchor_nothing_is_said_about_by_when() -> None:
    said = interval(A, None)
    assert said.written == "The record was written after 3 June 2026, 05:12:03 UTC. No anchor covers it yet."
    assert "existed by then" in said.existed
    assert said.by is None


def test_without_either_no_time_is_named() -> None:
    said = interval(None, None)
    assert not any(character.isdigit() for character in said.written + said.existed)


def test_times_of_other_zones_are_said_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    assert interval(A.astimezone(east), B.astimezone(east)) == interval(A, B)
