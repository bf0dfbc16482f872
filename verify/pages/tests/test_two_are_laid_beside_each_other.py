"""Any two of the file, its steps and recorded works are compared; who changed what is said only by a signed step."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from provenance.types import Integrity, Report
from verify.pages.presentation.comparing.page import Comparison, comparison
from verify.pages.tests import reports
from verify.reports.plain import unmarked

NOBODY_CHANGED = re.compile(r"\b(forged|tampered|manipulated|fake)\b", re.IGNORECASE)


def of(report: Report, left: str = "", right: str = "") -> Comparison:
    return comparison(report, (), left, right)


def line(page: Comparison, name: str) -> tuple[str, list[str], list[str]]:
    found = next(one for one in page.aspects if one.name == name)
    return found.stand, [unmarked(one.text) for one in found.left], [unmarked(one.text) for one in found.right]


def only(page: Comparison, name: str) -> list[str]:
    found = next(one for one in page.aspects if one.name == name)
    return [one.text for one in (*found.left, *found.right) if one.only]


def test_an_address_without_names_shows_the_newest_step_beside_the_one_before() -> None:
    page = of(reports.unknown_middle())
    assert page.chosen is not None
    assert (page.chosen.left.key, page.chosen.right.key, page.chosen.missed) == ("step-2", "step-3", False)
    assert [side.key for side in page.sides] == ["file", "step-3", "step-2", "step-1"]


def test_signer_list_tool_time_and_actions_stand_side_by_side() -> None:
    page = of(reports.unknown_middle(), "step-2", "step-1")
    assert line(page, "Signed by") == ("different", ["“Quick Edit”"], ["Demo Optics"])
    assert line(page, "List") == ("different", ["on none of the lists"], ["on the official list"])
    assert line(page, "Its bytes")[0] == "the same"
    assert line(page, "Tool") == ("different", ["Quick Edit 4.1"], ["Demo Optics D1"])
    assert only(page, "Said to have been done") != []


def test_what_both_did_is_not_told_as_a_difference() -> None:
    one, other = reports.step(0, (1,)), reports.step(1, ())
    page = of(reports.report("all_signers_trusted", one, other), "step-1", "step-2")
    assert line(page, "Said to have been done") == ("the same", ["cropped"], ["cropped"])
    assert only(page, "Said to have been done") == []


def test_a_redaction_stands_apart_from_edits() -> None:
    page = of(reports.long_branches(), "step-4", "step-5")
    assert line(page, "Withheld") == ("different", ["nothing"], ["stds.exif"])


def test_the_steps_between_say_what_was_done_and_what_their_word_is_worth() -> None:
    page = of(reports.unknown_middle(), "step-1", "step-3")
    assert page.between is not None
    assert [unmarked(said.signer) for said in page.between.steps] == ["“Quick Edit”", "Agence Démo"]
    assert "anyone can write this" in page.between.steps[0].worth
    assert "on your lists" in page.between.steps[1].worth


def test_two_branches_are_not_told_as_made_from_each_other() -> None:
    page = of(reports.long_branches(), "step-1", "step-2")
    assert page.between is not None
    assert "neither of the two was made from the other" in page.between.sentence
    assert page.between.steps == ()


def test_a_file_that_was_changed_since_is_not_laid_to_anybodys_charge() -> None:
    changed = replace(reports.DESK, integrity=Integrity.CHANGED, ingredients=())
    page = of(reports.report("changed_after_signing", changed), "file", "step-1")
    assert page.between is not None
    assert "by whom, is not known" in page.between.sentence
    assert page.between.steps == ()
    assert not NOBODY_CHANGED.search(page.between.sentence)


@pytest.mark.parametrize("name", ["step-1", "step-2", "record-1", "record-99", "<script>"])
def test_what_lies_behind_a_break_and_what_never_was_are_missed_alike(name: str) -> None:
    page = of(reports.bad_middle(), name, "step-4")
    assert page.chosen is not None
    assert page.chosen.missed
    assert (page.chosen.left.key, page.chosen.right.key) == ("step-3", "step-4")


def test_a_ring_of_steps_ends() -> None:
    ring = reports.report("all_signers_trusted", reports.step(0, (1,)), reports.step(1, (0,)))
    assert of(ring, "step-1", "step-2").between is not None


def test_foreign_names_stay_between_marks() -> None:
    page = of(reports.report("signer_unknown", reports.step(0, (1,), tool="\u202eevil"), reports.camera(1)))
    assert "‹U+202E›" in line(page, "Tool")[2][0]


def test_a_file_without_steps_and_likenesses_has_nothing_beside_it() -> None:
    assert of(reports.bare()).chosen is None
