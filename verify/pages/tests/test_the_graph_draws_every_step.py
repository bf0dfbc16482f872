"""The drawing shows the steps of the list: one node each, one line for each step that another was made from."""

from __future__ import annotations

from verify.pages.presentation.graph import NODES_DRAWN, WIDTH, graph
from verify.pages.presentation.history import history
from verify.pages.tests import reports
from verify.reports.plain import unmarked


def test_a_branch_gets_a_lane_of_its_own() -> None:
    drawn = graph(reports.long_branches())
    assert drawn is not None
    assert [node.number for node in drawn.nodes] == [7, 6, 5, 4, 3, 2, 1]
    assert len(drawn.edges) == 6
    assert len({node.x for node in drawn.nodes}) == 2


def test_ai_redaction_and_doubt_are_drawn_differently_from_edits() -> None:
    drawn = graph(reports.long_branches())
    assert drawn is not None
    assert [node.kind for node in drawn.nodes[:4]] == ["holds", "holds", "redaction", "ai"]
    doubtful = graph(reports.unknown_middle())
    assert doubtful is not None
    assert [node.kind for node in doubtful.nodes] == ["holds", "untrusted", "holds"]


def test_files_without_credentials_hang_on_their_step() -> None:
    drawn = graph(reports.long_branches())
    assert drawn is not None
    assert [node.bare for node in drawn.nodes] == [0, 2, 0, 0, 0, 0, 0]


def test_a_very_long_history_stops_and_says_so() -> None:
    steps = [reports.step(number, (number + 1,)) for number in range(NODES_DRAWN + 9)]
    drawn = graph(reports.report("all_signers_trusted", *steps, reports.camera(NODES_DRAWN + 9)))
    assert drawn is not None
    assert len(drawn.nodes) == NODES_DRAWN
    assert drawn.left_out == 10


def test_many_branches_never_leave_the_paper() -> None:
    wide = reports.step(0, tuple(range(1, 20)))
    drawn = graph(reports.report("all_signers_trusted", wide, *(reports.camera(number) for number in range(1, 20))))
    assert drawn is not None
    assert max(node.text_x for node in drawn.nodes) < WIDTH * 0.7


def test_each_node_leads_to_the_card_of_its_step_and_says_aloud_what_the_card_says() -> None:
    report = reports.unknown_middle()
    drawn, listed = graph(report), history(report)
    assert drawn is not None
    assert (
        [node.anchor for node in drawn.nodes]
        == [card.anchor for card in listed.first]
        == ["step-3", "step-2", "step-1"]
    )
    assert [unmarked(node.name) for node in drawn.nodes] == [
        "Step 3: Published, signed by Agence Démo, holds",
        "Step 2: Edited, signed by “Quick Edit”, signer unknown",
        "Step 1: Captured, signed by Demo Optics, holds",
    ]


def test_a_redaction_is_said_aloud_too() -> None:
    drawn = graph(reports.long_branches())
    assert drawn is not None
    assert [node.number for node in drawn.nodes if node.name.endswith("with a redaction")] == [5]


def test_a_file_without_steps_has_no_drawing() -> None:
    assert graph(reports.bare()) is None


def test_a_line_to_a_step_that_is_not_there_is_not_drawn() -> None:
    drawn = graph(reports.report("all_signers_trusted", reports.step(0, (1, 77)), reports.camera(1)))
    assert drawn is not None
    assert len(drawn.edges) == 1
