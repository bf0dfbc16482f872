"""The line on records: what was found, quietly; whoever recorded a file accuses and ennobles nobody by it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance.on_record import SeenRecord, with_records
from verify.pages.presentation.line import Line
from verify.pages.presentation.lines import evidence_lines
from verify.pages.presentation.summary import summary
from verify.pages.tests import reports

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def seen(number: int = 1, **changes: object) -> SeenRecord:
    values = {"record": f"r{number}", "recorder": f"Desk {number}", "account": f"{number}", "own": False, "by": AT}
    return SeenRecord(**{**values, **changes})  # type: ignore[arg-type]


def told(*found: SeenRecord) -> list[Line]:
    report = with_records(reports.unknown_middle(), found, AT)
    return [line for line in evidence_lines(report) if line.question == "On record"]


def test_without_a_look_up_the_line_says_that_nobody_asked() -> None:
    lines = [line for line in evidence_lines(reports.unknown_middle()) if line.question == "On record"]
    assert [line.sign.icon for line in lines] == ["not-checked"]


def test_no_record_is_common_and_says_nothing_against_the_file() -> None:
    (line,) = told()
    assert (line.sign.icon, line.record) == ("absent", "")
    assert "says nothing against" in line.sentence


def test_a_record_names_its_recorder_and_leads_to_its_page() -> None:
    (line,) = told(seen())
    assert (line.sign.icon, line.record) == ("holds", "r1")
    assert "Desk 1" in line.sentence
    assert "not thereby its author" in line.sentence


@pytest.mark.parametrize("changes", [{}, {"retracted": True}, {"waiting": True}, {"role": "image"}])
def test_no_record_of_a_stranger_colours_the_page_or_the_answer(changes: dict[str, object]) -> None:
    before = reports.unknown_middle()
    after = with_records(before, [seen(**changes)], AT)
    assert all(line.sign.tone != "look" for line in told(seen(**changes)))
    assert summary(after) == summary(before)


def test_many_recorders_are_said_to_be_many_and_do_not_fill_the_page() -> None:
    assert "several recorders" in [str(line.sign.word) for line in told(seen(1), seen(2))]
    lines = told(*(seen(number) for number in range(30)))
    assert len(lines) == 4
    assert "30 different accounts" in lines[-1].sentence


def test_the_name_of_a_recorder_stays_a_name() -> None:
    (line,) = told(seen(recorder="Desk\u202e\n" + "x" * 500))
    assert "\u202e" not in line.sentence
    assert len(line.sentence) < 1_000
