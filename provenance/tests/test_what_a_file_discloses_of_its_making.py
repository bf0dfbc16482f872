"""Provenance data, what made a file, and its signatures are told as they are; not readable is never none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from string import Formatter

import pytest

from provenance.disclosure import Available, Made, disclosure_of
from provenance.sentences_of_disclosure import SENTENCES
from provenance.types import (
    Action,
    Finding,
    Integrity,
    MadeWith,
    Media,
    Outcome,
    Report,
    Signer,
    State,
    Step,
    StepId,
    Trust,
)
from provenance.types import SigningTime as Time

FORBIDDEN = re.compile(r"\b(true|fake|verified|guaranteed?|authentic|genuine)\b", re.IGNORECASE)


def step(position: int, source: str, **changes: object) -> Step:
    values: dict[str, object] = {
        "id": StepId(f"s{position}"), "position": position, "ingredients": (), "tool": f"Tool {position}",
        "actions": (Action("c2pa.created", digital_source_type=source or None),), "signed_at": None,
        "digital_source_type": None, "signer": Signer(f"Maker {position}", None, None), "trust": Trust.OFFICIAL,
        "integrity": Integrity.INTACT, "time": Time.TRUSTED, "failures": (),
    }  # fmt: skip
    return Step(**{**values, **changes})  # type: ignore[arg-type]


def report(code: str, *steps: Step, findings: tuple[Finding, ...] = ()) -> Report:
    """A report whose steps were each made from the next one."""
    outcome = Outcome(code, {})
    linked = [replace(one, ingredients=(before.id,)) for one, before in pairwise(steps)]
    steps = (*linked, *steps[-1:])
    return Report(Media(None, None, None), outcome, outcome, steps, findings, (), MadeWith("0", "0"))


def moved(one: Step, position: int) -> Step:
    return replace(one, id=StepId(f"s{position}"), position=position)


@pytest.mark.parametrize(
    ("code", "available"),
    [
        ("no_credentials", Available.NONE),
        ("credentials_elsewhere", Available.ELSEWHERE),
        ("credentials_damaged", Available.NOT_READABLE),
        ("unreadable", Available.NOT_READABLE),
    ],
)
def test_without_steps_the_reason_is_told(code: str, available: Available) -> None:
    found = disclosure_of(report(code))
    assert (found.available, found.made, found.count) == (available, Made.NOT_STATED, 0)
    assert "says nothing against" in found.data.sentence or available is not Available.NONE


def test_a_camera_s_picture_is_told_with_the_device_and_who_states_it() -> None:
    found = disclosure_of(report("all_signers_trusted", step(0, ""), step(1, "digitalCapture")))
    assert (found.available, found.made) == (Available.PRESENT, Made.CAPTURED)
    assert found.making.sentence == "It was captured by a device, as the listed signer Maker 1 states: Tool 1."
    assert [one.made for one in found.systems] == [Made.NOT_STATED, Made.CAPTURED]
    assert (found.count, found.intact, found.listed) == (2, 2, 2)


def test_ai_behind_a_camera_is_named_first() -> None:
    steps = (step(0, "compositeWithTrainedAlgorithmicMedia"), step(1, "digitalCapture"))
    found = disclosure_of(report("declared_ai_edited", *steps))
    assert found.made is Made.ALTERED
    assert "Tool 0" in found.making.sentence


def test_what_anybody_may_have_added_is_told_as_that_and_after_what_is_listed() -> None:
    stranger = step(0, "trainedAlgorithmicMedia", trust=Trust.UNKNOWN)
    alone = disclosure_of(report("signer_unknown", stranger))
    assert alone.making.sentence.endswith("Anyone can add this.")
    assert not alone.systems[0].listed
    under = disclosure_of(report("some_signers_unknown", step(0, ""), step(1, "digitalCapture"), moved(stranger, 2)))
    assert under.made is Made.CAPTURED
    assert under.systems[2].made is Made.GENERATED, "it is still shown"


def test_a_stranger_s_step_on_top_takes_the_word_of_those_beneath_away() -> None:
    stranger = step(0, "", trust=Trust.UNKNOWN)
    found = disclosure_of(report("signer_unknown", stranger, step(1, "digitalCapture")))
    assert [one.listed for one in found.systems] == [False, False]
    assert found.making.sentence.startswith("A step that no listed signer vouches for states that it was captured")


def test_a_broken_step_vouches_for_nothing() -> None:
    found = disclosure_of(report("changed_after_signing", step(0, "digitalCapture", integrity=Integrity.CHANGED)))
    assert (found.intact, found.listed, found.systems[0].listed) == (0, 1, False)
    assert "no listed signer vouches for" in found.making.sentence


def test_what_a_file_leaves_unnamed_is_said_to_be() -> None:
    nameless = step(0, "digitalCapture", tool=None, signer=None)
    assert "not named" in disclosure_of(report("all_signers_trusted", nameless)).making.sentence


def test_text_of_a_file_cannot_reach_into_a_sentence() -> None:
    hostile = step(0, "digitalCapture", tool="{signer.__class__} {0}")
    assert "{signer.__class__} {0}" in disclosure_of(report("all_signers_trusted", hostile)).making.sentence


def test_marks_of_ai_redactions_and_attestations_come_along() -> None:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    kinds = ("ai", "redaction", "camera", "record")
    findings = tuple(Finding(kind, State.HOLDS, f"{kind}.x", {}, "file", at) for kind in kinds)
    found = disclosure_of(report("no_credentials", findings=findings))
    assert [one.kind for one in found.marks] == ["ai", "redaction"]
    assert [one.kind for one in found.captures] == ["camera"]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_no_sentence_judges(code: str) -> None:
    assert not FORBIDDEN.search(SENTENCES[code])
    assert all(name is None or re.fullmatch(r"[a-z]+", name) for _, name, _, _ in Formatter().parse(SENTENCES[code]))
