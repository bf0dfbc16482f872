"""The Camera panel: who vouches, what was not checked, what the list says; never a score, never a name of a device."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string

from provenance.attestation.types import Level
from provenance.blindlist.types import Answer, AnswerState, Entry, Status
from provenance.camera_list import with_camera_list
from provenance.captured import EARNED, KIND, settled
from provenance.types import Finding, Param, Report, State
from verify.pages.presentation.camera import BOUND, LEVELS, REVOCATION, ROOTS, camera_panel
from verify.pages.presentation.page import result_page
from verify.pages.tests import reports

ATTESTED: dict[str, Param] = {
    "format": "secure_element",
    "maker": "Demo Optics",
    "root": "maker",
    "binding": "bound",
    "level": "hardware",
    "revocation": "good",
    "revocation_at": "2026-11-20",
    "beacon": "demo:120",
    "not_before": "2026-11-21T10:00:00+00:00",
    "not_checked": ("device_integrity",),
    "claim_model": "D1",
}


def captured(**more: Param) -> Report:
    first = Finding(KIND, State.HOLDS, "camera.hardware.integrity_unknown", {**ATTESTED, **more}, "file", reports.AT)
    earned = Finding(
        KIND, State.HOLDS, EARNED, {"maker": "Demo Optics", "root": "maker", "format": "x"}, "file", reports.AT
    )
    bare = reports.bare()
    return settled(replace(bare, findings=(*bare.findings, first, earned)))


def asked(report: Report, *answers: Answer) -> Report:
    return with_camera_list(report, answers, reports.AT)


LISTED = Answer(
    AnswerState.LISTED, "model", Entry(Status.LISTED, "exposure_trick", "FL-2026-0003", reports.AT), epoch=2, edition=9
)


def page_of(report: Report) -> str:
    page = result_page(report)
    answer = render_to_string(
        "pages/result/answer.html", {"summary": page.summary, "links": {"id": "b3qA0mT8xk2JvN5rWcYd1g"}}
    )
    return answer + render_to_string("pages/result/camera.html", {"camera": page.camera})


def test_an_attestation_is_told_with_whose_root_and_what_was_not_checked() -> None:
    (row,) = camera_panel(captured()).attested
    facts = {str(name): str(value) for name, value in row.facts}
    assert "Demo Optics" in facts["Who vouches for the key"]
    assert facts["What it signed"] == "exactly these bytes"
    assert facts["Revocation"] == "not revoked, as of 2026-11-20"
    assert facts["Names a public block"] == "demo:120"
    assert facts["Model"] == "D1"
    assert [str(one) for one in row.not_checked] == ["whether the device was changed"]


def test_a_level_is_told_in_words_and_never_as_a_number() -> None:
    assert {level.name.lower() for level in Level} == set(LEVELS)
    for level in Level:
        (row,) = camera_panel(captured(level=level.name.lower())).attested
        assert not re.search(r"[0-9]", str(dict(row.facts)["How strong"]))  # type: ignore[call-overload]


def test_every_word_of_the_library_has_its_words_here() -> None:
    from provenance.attestation.types import Binding, Revocation, RootTier

    assert set(BOUND) == {one.value for one in Binding}
    assert set(ROOTS) == {one.value for one in RootTier}
    assert set(REVOCATION) == {one.value for one in Revocation}


def test_the_captured_headline_says_what_it_does_not_show() -> None:
    html = page_of(captured())
    assert "A key in a camera signed exactly these bytes; this does not show that the scene was real." in html


@pytest.mark.parametrize(
    "code", ["no_credentials", "all_signers_trusted", "declared_ai_edited", "changed_after_signing"]
)
def test_a_listed_camera_stands_beneath_the_answer_whatever_it_is(code: str) -> None:
    report = asked(reports.report(code), LISTED)
    page = result_page(report)
    assert report.headline.code == code
    assert "since 2026-11-21" in page.summary.listed[0].sentence
    assert page_of(report).count("FL-2026-0003") >= 2


def test_a_listed_camera_takes_the_headline() -> None:
    assert asked(captured(), LISTED).headline.code == "no_credentials"


def test_an_entry_for_later_captures_is_shown_and_calm() -> None:
    page = result_page(asked(reports.unknown_middle(), LISTED))
    assert [(one.sign.tone, one.sign.icon) for one in page.summary.listed] == [("quiet", "hour")]


def test_the_answer_of_the_list_is_told_with_its_edition() -> None:
    html = page_of(asked(captured(), LISTED))
    assert "edition 9 of the list, epoch 2" in html
    assert "/list/appeal?case=FL-2026-0003" in html or "list_appeal" not in html


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(AnswerState.NOT_LISTED, "model", epoch=1, edition=1), "is on the camera list"),
        (Answer(AnswerState.UNAVAILABLE, "model", why="holders"), "Too few key holders"),
        (Answer(AnswerState.UNAVAILABLE, "model", why="list"), "No edition of the camera list"),
        (Answer(AnswerState.NOT_ASKED, "body_serial", why="serial.not_proven"), "anybody could write it"),
        (Answer(AnswerState.NOT_ASKED, "model", why="budget"), "as much as it may today"),
    ],
)
def test_every_answer_is_said_and_none_accuses(answer: Answer, words: str) -> None:
    report = asked(captured(), answer)
    assert words in page_of(report)
    assert report.headline.code == "captured"
    assert result_page(report).summary.listed == ()


def test_without_a_list_it_says_that_none_was_asked() -> None:
    html = page_of(captured())
    assert "No camera list was asked" in html


def test_hostile_words_of_a_device_stay_words() -> None:
    html = page_of(captured(maker="<script>x</script>\u202e", claim_model="<b>D1</b>"))
    assert "<script>x" not in html
    assert "<b>D1" not in html
    assert "\u202e" not in html
