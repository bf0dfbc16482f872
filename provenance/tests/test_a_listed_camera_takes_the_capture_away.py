"""The camera list takes `captured` away, always shows, and leaves captures of another proven time alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.attestation.types import (
    AppStanding,
    Beacon,
    Binding,
    Evidence,
    IdKind,
    Level,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from provenance.blindlist.types import AnswerState, Status
from provenance.camera_list import with_camera_list
from provenance.captured import is_camera_evidence, settled
from provenance.captures import with_captures
from provenance.direction import is_captured
from provenance.sentences import sentence
from provenance.tests.cameras import (
    AT,
    about,
    answer,
    bare,
    capture,
    codes,
    entry,
    listed,
    params_of,
)
from provenance.types import Outcome, State

DAY = timedelta(days=1)
BEFORE, LATER = "2026-11-20 09:00:00 UTC", "2026-11-22 12:30:00 UTC"


@pytest.mark.parametrize("kind", sorted(IdKind))
def test_whatever_of_it_is_listed_the_headline_goes_and_the_finding_stays(kind: IdKind) -> None:
    assert capture().headline.code == "captured"
    told = with_camera_list(capture(), [answer(AnswerState.LISTED, kind, entry())], AT)
    assert told.headline.code == "no_credentials"
    assert codes(told) == ["camera_list.listed"]
    assert not is_captured(told)


def test_a_questioned_one_loses_it_too() -> None:
    told = with_camera_list(capture(), [answer(AnswerState.QUESTIONED, one=entry(status=Status.QUESTIONED))], AT)
    assert told.headline.code == "no_credentials"
    assert codes(told) == ["camera_list.questioned"]


@pytest.mark.parametrize("code", ["unreadable", "same_as_record", "all_signers_trusted", "declared_ai_generated"])
def test_it_is_told_whatever_the_headline_and_never_as_broken(code: str) -> None:
    told = listed(bare(headline=Outcome(code, {})))
    (finding,) = [one for one in told.findings if one.kind == "camera_list"]
    assert finding.state is State.UNTRUSTED
    assert told.headline.code == code
    said = sentence(finding.code, finding.params)
    assert "since 2026-11-22" in said
    assert "does not say that this file was changed" in said


def test_a_record_that_outsiders_prove_to_be_older_keeps_the_headline() -> None:
    older = capture(about("on_record.by", "record", by=BEFORE))
    told = listed(older)
    assert told.headline.code == "captured"
    assert codes(told) == ["camera_list.listed_later"]


def test_the_device_s_own_clock_keeps_nothing() -> None:
    claimed = capture(about("camera.claim", captured_at="2020-01-01T00:00:00+00:00", binding="bound"))
    assert listed(claimed).headline.code == "no_credentials"


@pytest.mark.parametrize(
    "code", ["on_record.development", "on_record.retracted", "on_record.waiting", "on_record.after"]
)
def test_records_that_prove_no_time_keep_nothing(code: str) -> None:
    assert listed(capture(about(code, "record", by=BEFORE))).headline.code == "no_credentials"


def test_a_record_that_came_after_the_listing_keeps_nothing() -> None:
    assert listed(capture(about("on_record.by", "record", by=LATER))).headline.code == "no_credentials"


def test_evidence_that_goes_back_takes_older_captures_too() -> None:
    older = capture(about("on_record.by", "record", by=BEFORE))
    assert listed(older, captures_from=AT - 30 * DAY).headline.code == "no_credentials"


SIGNED_LATER = Evidence(
    format="secure_element",
    level=Level.HARDWARE,
    code="hardware.integrity_unknown",
    binding=Binding.BOUND,
    root=RootTier.MAKER,
    maker="Demo Camera",
    revocation=RevocationEvidence(Revocation.GOOD, "revocation.good", AT),
    claims={},
    beacon=Beacon("eip155:1", 1, "00" * 32, not_before=AT + DAY),
)


def test_a_capture_that_its_own_beacon_proves_to_be_later_than_the_window_is_not_meant() -> None:
    told = listed(with_captures(bare(), [SIGNED_LATER], AT), captures_to=AT)
    assert codes(told) == ["camera_list.listed_later"]
    assert told.headline.code == "captured"


@pytest.mark.parametrize(
    "stranger",
    [
        {"binding": Binding.UNBOUND},
        {"app": AppStanding.NOT_COUNTED},
        {"level": Level.REFUSED},
        {"level": Level.SOFTWARE},
        {"root": RootTier.NONE},
    ],
)
def test_whoever_signs_a_listed_capture_anew_with_a_later_block_moves_it_out_of_no_window(
    stranger: dict[str, object],
) -> None:
    """Any phone under a listed root can sign an old picture today; the listed camera's own signature is no newer."""
    listed_camera = replace(SIGNED_LATER, beacon=None)
    anew = replace(SIGNED_LATER, **stranger)  # type: ignore[arg-type]
    told = listed(with_captures(bare(), [listed_camera, anew], AT), captures_to=AT)
    assert codes(told) == ["camera_list.listed"]
    assert told.headline.code == "no_credentials"


def test_an_entry_that_a_newsroom_does_not_go_by_is_shown_and_changes_nothing() -> None:
    told = settled(listed(capture()), {"7"})
    assert told.headline.code == "captured"
    assert codes(told) == ["camera_list.not_followed"]
    assert is_camera_evidence(told)


def test_another_entry_still_counts() -> None:
    both = [answer(AnswerState.LISTED, one=entry()), answer(AnswerState.LISTED, "model", entry(case="8"))]
    told = settled(with_camera_list(capture(), both, AT), {"7"})
    assert told.headline.code == "no_credentials"
    assert codes(told) == ["camera_list.not_followed", "camera_list.listed"]


def test_settling_twice_changes_nothing() -> None:
    for unfollowed in ((), ("7",)):
        once = settled(listed(capture(about("on_record.by", "record", by=BEFORE))), unfollowed)
        assert settled(once, unfollowed) == once


def test_several_names_of_one_case_are_told_once() -> None:
    both = [answer(AnswerState.LISTED, one=entry()), answer(AnswerState.LISTED, "certificate", entry())]
    assert codes(with_camera_list(capture(), both, AT)) == ["camera_list.listed"]


def test_no_answer_is_no_accusation_and_takes_nothing_away() -> None:
    silent = [
        answer(AnswerState.UNAVAILABLE, "model", why="holders"),
        answer(AnswerState.NOT_ASKED, "body_serial", why="serial.not_proven"),
    ]
    told = with_camera_list(capture(), silent, AT)
    assert told.headline.code == "captured"
    assert codes(told) == ["camera_list.not_asked", "camera_list.unavailable"]
    assert {one.state for one in told.findings if one.kind == "camera_list"} == {State.NOT_CHECKED, State.UNAVAILABLE}


def test_not_listed_shows_nothing_and_says_what_was_asked() -> None:
    told = with_camera_list(capture(), [answer(AnswerState.NOT_LISTED), answer(AnswerState.NOT_LISTED, "model")], AT)
    assert codes(told) == ["camera_list.not_listed"]
    assert params_of(told, "camera_list.not_listed")["kinds"] == ("leaf_key", "model")
    assert "shows nothing about what it took" in sentence(
        "camera_list.not_listed", params_of(told, "camera_list.not_listed")
    )
    assert told.not_checked == ()


def test_a_file_that_names_no_camera_says_so() -> None:
    told = with_camera_list(bare(), [], AT)
    assert codes(told) == ["camera_list.not_asked"]
    assert "names a camera" in sentence("camera_list.not_asked", params_of(told, "camera_list.not_asked"))


def test_a_version_that_is_not_known_is_said() -> None:
    told = with_camera_list(capture(), [answer(AnswerState.QUESTIONED, "model", entry(), "version.not_known")], AT)
    assert "Which version this was is not known" in sentence(
        "camera_list.questioned", params_of(told, "camera_list.questioned")
    )
