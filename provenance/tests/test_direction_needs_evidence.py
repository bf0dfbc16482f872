"""Which of two that differ was changed is said only where a camera's signature or a listed recorder's proof points."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from provenance.comparison.types import Box, Likeness, PictureComparison
from provenance.likeness import Search, SeenLikeness, Standing, with_likenesses
from provenance.on_record import SeenRecord, with_records
from provenance.sentences import sentence
from provenance.types import (
    Action,
    Integrity,
    MadeWith,
    Media,
    Outcome,
    Report,
    Sha256Hex,
    SigningTime,
    State,
    Step,
    StepId,
    Trust,
)

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
BY = datetime(2026, 11, 22, 10, 1, tzinfo=UTC)
DIFFERS = PictureComparison(Likeness.DIFFERS, asked_boxes=(Box(1, 1, 9, 9),))
CAPTURE = Action("c2pa.created", digital_source_type="digitalCapture")
CAMERA = Step(
    id=StepId("s0"),
    position=0,
    ingredients=(),
    tool=None,
    actions=(CAPTURE,),
    signed_at=None,
    digital_source_type="digitalCapture",
    signer=None,
    trust=Trust.OFFICIAL,
    integrity=Integrity.INTACT,
    time=SigningTime.NONE,
    failures=(),
)
UNKNOWN, THIS, RECORDED = "likeness.differs", "likeness.differs.this", "likeness.differs.recorded"


def report(*steps: Step) -> Report:
    outcome = Outcome("no_credentials", {})
    return Report(Media(Sha256Hex("ab" * 32), 1, "image/png"), outcome, outcome, steps, (), (), MadeWith("t", "t"))


def told(file: Report, **more: object) -> tuple[str, str, State]:
    one = SeenLikeness("r1", "Harbour Post", "a", Standing.LISTED, DIFFERS, **more)  # type: ignore[arg-type]
    found = with_likenesses(file, [one], Search.DONE, AT)
    (finding,) = [one for one in found.findings if one.kind == "likeness"]
    assert found.headline.code == "differs_from_record"
    return finding.code, sentence(found.headline.code, found.headline.params), finding.state


def test_without_evidence_nobody_knows() -> None:
    code, headline, state = told(report())
    assert (code, state) == (UNKNOWN, State.HOLDS)
    assert headline.endswith("Which of the two was changed is not known.")


def test_a_camera_behind_the_recorded_one_points_to_this_one() -> None:
    code, headline, state = told(report(), captured=True)
    assert (code, state) == (THIS, State.BROKEN)
    assert "A key in a camera signed the recorded one" in headline


def test_a_camera_behind_this_one_points_to_the_recorded_one_and_blames_nothing_here() -> None:
    code, headline, state = told(report(CAMERA), by=BY)
    assert (code, state) == (RECORDED, State.HOLDS)
    assert "A key in a camera signed this file" in headline


def test_two_cameras_leave_it_open() -> None:
    assert told(report(CAMERA), captured=True)[0] == UNKNOWN


def test_a_proof_that_outsiders_can_check_points_without_calling_it_broken() -> None:
    code, headline, state = told(report(), by=BY)
    assert (code, state) == (THIS, State.HOLDS)
    assert "does not prove it" in headline


def test_a_date_of_our_own_development_chain_is_no_proof() -> None:
    assert told(report(), by=BY, development=True)[0] == UNKNOWN


def test_a_record_of_this_file_leaves_it_open_whoever_came_first() -> None:
    file = with_records(report(), [SeenRecord("r0", "Somebody", "s", own=False, by=AT)], AT)
    assert told(file, by=BY)[0] == UNKNOWN


COPY = PictureComparison(Likeness.COPY)


def beside_a_copy(**more: object) -> str:
    """What is said where the file is also a copy of what a stranger recorded."""
    copy = SeenLikeness("r0", "A Photographer", "b", Standing.OTHER, COPY, **more)  # type: ignore[arg-type]
    own = SeenLikeness("r1", "Harbour Post", "a", Standing.OWN, DIFFERS, by=BY)
    found = with_likenesses(report(), [copy, own], Search.DONE, AT)
    (code,) = [one.code for one in found.findings if one.code.startswith(UNKNOWN)]
    pointed = code == THIS
    assert found.headline.params["form"] == ("this_proof" if pointed else "unknown")
    return code


@pytest.mark.parametrize(
    "times",
    [
        {"not_before": BY - timedelta(days=2), "by": BY - timedelta(days=1)},
        {"by": BY - timedelta(days=1)},
        {"not_before": BY - timedelta(minutes=1), "by": BY + timedelta(minutes=1)},
        {},
        {"not_before": BY - timedelta(days=2), "by": BY - timedelta(days=1), "retracted": True},
    ],
    ids=["before", "before, as far as known", "at the same time", "undated", "taken back"],
)
def test_a_copy_of_what_may_be_on_record_as_long_is_not_held_to_be_the_changed_one(times: dict[str, object]) -> None:
    assert beside_a_copy(**times) == UNKNOWN


@pytest.mark.parametrize("more", [{"not_before": BY, "by": AT}, {"waiting": True}], ids=["later", "waiting"])
def test_a_later_record_of_the_other_version_shows_nothing_to_be_as_old(more: dict[str, object]) -> None:
    assert beside_a_copy(**more) == THIS


@pytest.mark.parametrize(
    "step",
    [
        replace(CAMERA, actions=()),
        replace(CAMERA, trust=Trust.UNKNOWN, time=SigningTime.TRUSTED),
        replace(CAMERA, trust=Trust.NEWSROOM),
    ],
    ids=["a listed signer", "a trusted stamp", "a newsroom's own list"],
)
def test_a_signed_past_of_this_file_leaves_it_open(step: Step) -> None:
    assert told(report(step), by=BY)[0] == UNKNOWN


@pytest.mark.parametrize(
    "step",
    [
        replace(CAMERA, trust=Trust.UNKNOWN),
        replace(CAMERA, trust=Trust.DENIED),
        replace(CAMERA, trust=Trust.NEWSROOM),
        replace(CAMERA, integrity=Integrity.CHANGED),
        replace(CAMERA, time=SigningTime.LAPSED),
        replace(CAMERA, ingredients=(StepId("s1"),)),
        replace(CAMERA, actions=(Action("c2pa.edited", digital_source_type="digitalCapture"),)),
        replace(CAMERA, actions=(Action("c2pa.created", digital_source_type="trainedAlgorithmicMedia"),)),
    ],
)
def test_what_only_looks_like_a_capture_points_nowhere(step: Step) -> None:
    assert told(report(step))[0] == UNKNOWN
