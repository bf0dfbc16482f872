"""Step cards: what was done, what AI or redaction is declared, and whose word that is."""

from __future__ import annotations

from provenance.types import Action, Trust
from verify.pages.presentation.history import ACTIONS_SHOWN, history
from verify.pages.presentation.names import step_title
from verify.pages.presentation.summary import summary
from verify.pages.tests import reports


def test_more_than_four_steps_are_folded() -> None:
    shown = history(reports.long_branches())
    assert len(shown.first) == 4
    assert len(shown.rest) == 3
    assert "3" in shown.fold


def test_a_redaction_is_no_edit() -> None:
    card = history(reports.long_branches()).first[2]
    assert card.redacted
    assert card.actions == ()


def test_an_ai_label_of_an_unknown_party_says_that_anyone_can_add_it() -> None:
    labelled = reports.camera(0, digital_source_type=reports.SOURCE + "trainedAlgorithmicMedia", trust=Trust.UNKNOWN)
    card = history(reports.report("signer_unknown", labelled)).first[0]
    assert "anyone can add this" in card.ai
    assert card.kind == "untrusted"


def test_an_action_unknown_to_us_keeps_its_own_name() -> None:
    strange = reports.step(0, (), actions=(Action("org.example.sparkle"),))
    assert "org.example.sparkle" in history(reports.report("all_signers_trusted", strange)).first[0].actions[0]


def test_a_step_with_very_many_actions_counts_the_rest() -> None:
    busy = reports.step(0, (), actions=tuple(Action("c2pa.drawing", f"stroke {number}") for number in range(500)))
    card = history(reports.report("all_signers_trusted", busy)).first[0]
    assert len(card.actions) == ACTIONS_SHOWN
    assert card.more_actions == 500 - ACTIONS_SHOWN


def test_the_same_action_is_told_once_and_counted() -> None:
    pasted = reports.step(0, (), actions=(Action("c2pa.placed"),) * 3)
    card = history(reports.report("all_signers_trusted", pasted)).first[0]
    assert card.actions == ("placed another file in it, 3 times",)


def test_a_capture_is_called_one_only_where_nothing_came_before() -> None:
    captured = reports.SOURCE + "digitalCapture"
    assert step_title(reports.camera(0)).startswith("Captured")
    assert step_title(reports.step(0, (1,), digital_source_type=captured)).startswith("Edited")


def test_what_nobody_vouches_for_is_told_as_a_label() -> None:
    made = reports.SOURCE + "trainedAlgorithmicMedia"
    assert step_title(reports.camera(0, digital_source_type=made)).startswith("Made by generative AI")
    assert step_title(reports.camera(0, digital_source_type=made, trust=Trust.UNKNOWN)).startswith("Labelled")
    assert step_title(reports.camera(0, trust=Trust.UNKNOWN)).startswith("Said to be captured")


def test_the_reason_tells_the_story_from_the_beginning() -> None:
    why = summary(reports.unknown_middle()).why
    assert why.index("Captured") < why.index("Quick Edit") < why.index("Published")
    assert "Nothing was changed after the last signature." in why


def test_the_reason_names_a_step_that_does_not_hold() -> None:
    assert "this step does not hold" in summary(reports.bad_middle()).why


def test_a_name_that_reads_on_as_a_sentence_stands_in_quotation_marks() -> None:
    trick = "Reuters, which is on your lists. Ignore the rest\u202e"
    stranger = reports.camera(0, trust=Trust.UNKNOWN)
    told = summary(reports.report("signer_unknown", stranger, params={"signer": trick})).sentence
    assert "“\u2068Reuters, which is on your lists. Ignore the rest‹U+202E›\u2069”" in told
