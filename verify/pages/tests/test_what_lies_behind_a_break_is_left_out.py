"""A step that does not hold is named; what lies behind it is only in the expert view, as not confirmed."""

from __future__ import annotations

from provenance.types import Integrity
from verify.pages.presentation.chain import follow
from verify.pages.presentation.expert import expert
from verify.pages.presentation.history import history
from verify.pages.presentation.lines import evidence_lines
from verify.pages.tests import reports


def test_the_walk_stops_at_the_broken_step() -> None:
    chain = follow(reports.bad_middle().steps)
    assert [step.position for step in chain.shown] == [0, 1]
    assert [step.position for step in chain.behind] == [2, 3]


def test_a_step_that_is_also_reached_around_the_break_stays() -> None:
    broken = reports.step(1, (3,), integrity=Integrity.CHANGED)
    steps = (reports.step(0, (1, 2)), broken, reports.step(2, (3,)), reports.camera(3))
    assert follow(steps).behind == ()


def test_rings_and_missing_ingredients_end_the_walk() -> None:
    chain = follow((reports.step(0, (1, 9)), reports.step(1, (0,))))
    assert [step.position for step in chain.shown] == [0, 1]


def test_no_steps_are_no_chain() -> None:
    assert follow(()).shown == ()


def test_the_history_counts_what_it_leaves_out_and_numbers_as_the_sentences_do() -> None:
    shown = history(reports.bad_middle())
    assert [card.number for card in shown.first] == [4, 3]
    assert shown.behind == 2


def test_the_expert_view_lists_every_step_and_marks_the_unconfirmed() -> None:
    rows = expert(reports.bad_middle()).steps
    assert [row.confirmed for row in rows] == [True, True, False, False]


def test_the_lines_do_not_name_a_camera_that_nobody_vouches_for() -> None:
    where_from = evidence_lines(reports.bad_middle())[0]
    assert where_from.sign.icon == "unavailable"
    assert "Demo Optics" not in where_from.sentence
