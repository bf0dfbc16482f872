"""Capture, edits, statements and records stand on one axis, each as what it is: shown by others, or somebody's word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from provenance.types import Action, Finding, Integrity, Params, Report, SigningTime, State
from verify.pages.presentation.axis import axis
from verify.pages.tests.reports import AT, camera, report, step

EARLY, LATE = "2026-06-02T18:40:00+00:00", "2026-06-03T05:12:00+00:00"


def found(code: str, **params: str) -> Finding:
    told: Params = {"recorder": "Quay Gazette", "record": "r1", "author": "Rita", **params}
    return Finding(code.partition(".")[0].replace("on_record", "record"), State.HOLDS, code, told, "file", AT)


def with_findings(*more: Finding, **changes: object) -> Report:
    shot = camera(1, signed_at=EARLY, time=SigningTime.UNVERIFIED)
    shown = report("all_signers_trusted", step(0, (1,), **{"signed_at": LATE, **changes}), shot)
    return replace(shown, findings=(*shown.findings, *more))


def standings(shown: Report) -> list[str]:
    return [row.standing for row in axis(shown).rows]


def test_a_stamped_step_is_shown_and_an_unstamped_one_claimed_in_the_order_of_time() -> None:
    assert standings(with_findings()) == ["claimed", "shown"]
    assert [row.gap for row in axis(with_findings()).rows] == ["", "10\xa0hours later"]


def test_a_stamp_shows_nothing_about_bytes_that_its_step_did_not_sign() -> None:
    assert standings(with_findings(integrity=Integrity.CHANGED)) == ["claimed"]


def test_what_has_no_time_is_named_and_stands_nowhere() -> None:
    told = axis(with_findings(signed_at=None, time=SigningTime.NONE))
    assert [row.at and row.at.machine for row in told.rows] == [EARLY]
    assert len(told.undated) == 1


def test_a_day_alone_is_no_moment() -> None:
    assert len(axis(with_findings(signed_at="2026-06-03")).rows) == 1


def test_a_record_stands_between_its_two_ends() -> None:
    row = axis(
        with_findings(found("on_record", not_before="2026-06-04 05:12:00 UTC", by="2026-06-04 05:22:00 UTC"))
    ).rows[-1]
    assert (row.standing, row.at, row.record) == ("shown", None, "r1")
    assert row.after is not None
    assert row.by is not None
    assert row.by.machine == "2026-06-04T05:22:00+00:00"


def test_an_end_that_nobody_vouches_for_stays_open() -> None:
    row = axis(with_findings(found("on_record.after", not_before="2026-06-04 05:12:00 UTC", by=""))).rows[-1]
    assert (row.by, row.after is not None) == (None, True)


def test_a_demo_s_own_chain_is_never_drawn_as_shown() -> None:
    assert standings(with_findings(found("on_record.development", by="2026-06-04 05:22:00 UTC")))[-1] == "here"
    (*_others, row) = axis(with_findings(found("on_record.development", by="2026-06-04 05:22:00 UTC"))).rows
    assert "existed" not in row.text
    own = found("author.stated", stated="2026-06-04 05:00:00 UTC", by="2026-06-04 05:22:00 UTC", form="development")
    assert standings(with_findings(own))[-2:] == ["claimed", "here"]


def test_a_time_inside_the_bytes_that_is_later_than_their_record_cannot_be_right() -> None:
    record = found("on_record.by", by="2026-06-01 00:00:00 UTC")
    assert [bool(row.amiss) for row in axis(with_findings(record)).rows] == [False, True, True]


@pytest.mark.parametrize("code", ["on_record.member", "on_record.development"])
def test_a_record_of_more_than_these_bytes_or_of_a_demo_contradicts_nothing(code: str) -> None:
    told = axis(with_findings(found(code, by="2026-06-01 00:00:00 UTC"))).rows
    assert not any(row.amiss for row in told)


def test_whoever_signs_after_the_record_contradicts_nothing() -> None:
    record = found("on_record.by", by="2026-06-10 00:00:00 UTC")
    signed = found("author.not_recorded", stated="2026-07-01 00:00:00 UTC")
    assert not any(row.amiss for row in axis(with_findings(record, signed)).rows)


def test_a_capture_s_own_time_stands_apart_from_its_signature() -> None:
    told = with_findings()
    shot = replace(told.steps[1], actions=(Action("c2pa.created", when="2026-06-01T10:00:00Z"),))
    rows = axis(replace(told, steps=(told.steps[0], shot))).rows
    assert [row.standing for row in rows] == ["claimed", "claimed", "shown"]
    assert rows[0].title == "Made, before it was signed"


def test_a_foreign_name_is_harmless_on_the_axis() -> None:
    told = axis(with_findings(found("on_record.by", by="2026-06-04 05:22:00 UTC", recorder="<b>\u202egnp</b>")))
    page = render_to_string("pages/result/axis.html", {"axis": told})
    assert "<b>" not in page
    assert "\u202e" not in page


def test_nothing_is_drawn_where_no_time_is_known() -> None:
    assert axis(report("no_credentials")).rows == ()
