"""Who may put "made with AI" into a headline, and what becomes of the label of a stranger."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from provenance.credentials.tests.workshop import authority, created, edited, listed, picture, placed, policy, signed
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.types import Report, State

NOW = datetime.now(UTC)
MODEL, STRANGER = authority("Model Maker"), authority("Stranger")
LISTS = policy(listed(Tier.OFFICIAL, MODEL))


def _report(content: bytes) -> Report:
    return examine(io.BytesIO(content), LISTS, datetime.now(UTC)).report


def _codes(report: Report, kind: str) -> list[tuple[str, State]]:
    return [(one.code, one.state) for one in report.findings if one.kind == kind]


def test_a_listed_signer_that_declares_its_work_makes_the_headline() -> None:
    report = _report(signed(picture(), MODEL.issues("model", NOW), created("trainedAlgorithmicMedia")))
    assert (report.headline.code, report.credentials.code) == ("declared_ai_generated", "all_signers_trusted")


def test_a_strangers_label_on_a_photograph_is_only_a_finding() -> None:
    report = _report(signed(picture(), STRANGER.issues("anyone", NOW), created("trainedAlgorithmicMedia")))
    assert report.headline.code == "signer_unknown"
    assert _codes(report, "ai") == [("ai_label_unverified", State.UNTRUSTED)]


def test_generative_editing_is_told_from_generation() -> None:
    edit = edited(
        digitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
    )
    photo = signed(picture(), MODEL.issues("camera", NOW), created())
    report = _report(signed(photo, MODEL.issues("editor", NOW), edit, parent=photo, believes=(MODEL,)))
    assert report.headline.code == "declared_ai_edited"


def test_a_made_picture_placed_into_a_photograph_makes_it_edited_not_made() -> None:
    made = signed(picture("red"), MODEL.issues("model", NOW), created("trainedAlgorithmicMedia"))
    photo = signed(picture(), MODEL.issues("camera", NOW), created())
    both = signed(photo, MODEL.issues("editor", NOW), placed(), parent=photo, part=made, believes=(MODEL,))
    assert _report(both).headline.code == "declared_ai_edited"


def test_a_label_in_a_changed_file_makes_no_headline() -> None:
    content = signed(picture(), MODEL.issues("model", NOW), created("trainedAlgorithmicMedia"))
    report = _report(content[:-4] + bytes([content[-4] ^ 1]) + content[-3:])
    assert report.headline.code == "changed_after_signing"
    assert _codes(report, "ai") == [("ai_label_unverified", State.UNTRUSTED)]


@pytest.mark.parametrize("placing", [{"parent": True}, {"part": True}])
def test_a_stranger_cannot_put_a_listed_declaration_beneath_a_photograph(placing: dict[str, bool]) -> None:
    made = signed(picture("red"), MODEL.issues("model", NOW), created("trainedAlgorithmicMedia"))
    files = dict.fromkeys(placing, made)
    acts = [created(), placed()] if "part" in files else []
    report = _report(signed(picture(), STRANGER.issues("anyone", NOW), *acts, believes=(MODEL,), **files))  # type: ignore[arg-type]
    assert report.headline.code == "signer_unknown"
    assert ("ai.generated_declared", State.HOLDS) in _codes(report, "ai")


def test_a_source_type_with_a_slash_behind_it_is_read() -> None:
    report = _report(signed(picture(), MODEL.issues("model", NOW), created("trainedAlgorithmicMedia/")))
    assert report.headline.code == "declared_ai_generated"
