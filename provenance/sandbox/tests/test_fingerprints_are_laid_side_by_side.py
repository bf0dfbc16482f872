"""One child lays one medium beside several recorded ones; what it cannot compare is none, and nobody's fault."""

from __future__ import annotations

import io
import os
from dataclasses import replace

import msgspec
import pytest

from provenance.comparison import dispatch
from provenance.comparison.types import Likeness, PictureComparison
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.tests.scenes import as_jpeg, scene, undecoded
from provenance.fingerprint.wire import to_bytes
from provenance.policy import Policy
from provenance.sandbox import Limits, Sandbox, answering
from provenance.sandbox.handing import fitting, in_memory
from provenance.sandbox.limits import COMPARE_BYTES, COMPARED_AT_ONCE
from provenance.sandbox.wire import Request, Verb


def prints(seed: int, quality: int = 90) -> bytes:
    return to_bytes(picture_fingerprints(undecoded(as_jpeg(scene(seed), quality))))


@pytest.fixture(scope="module")
def recorded() -> list[bytes]:
    return [prints(1), prints(2)]


def test_each_recorded_one_is_answered_in_its_place(sandbox: Sandbox, recorded: list[bytes]) -> None:
    copy, other = sandbox.compare(prints(1, 60), recorded)
    assert isinstance(copy, PictureComparison)
    assert isinstance(other, PictureComparison)
    assert copy.likeness is Likeness.COPY
    assert other.likeness in (Likeness.UNRELATED, Likeness.SIMILAR)


def test_what_cannot_be_read_costs_its_own_place_only(sandbox: Sandbox, recorded: list[bytes]) -> None:
    nothing, compared = sandbox.compare(recorded[0], [b"junk", recorded[0]])
    assert nothing is None
    assert compared is not None


def test_a_question_that_cannot_be_read_is_answered_with_nothing(sandbox: Sandbox, recorded: list[bytes]) -> None:
    assert sandbox.compare(b"junk", recorded) == (None, None)


def test_a_proxy_that_is_no_picture_ends_nothing(sandbox: Sandbox) -> None:
    made = picture_fingerprints(scene(3))
    broken = to_bytes(replace(made, proxy=b"\xff\xd8\xff" + os.urandom(2000)))
    answers = sandbox.compare(broken, [broken, to_bytes(made)])
    assert all(one is None or isinstance(one, PictureComparison) for one in answers)


def test_a_comparison_that_the_parent_would_not_take_costs_its_own_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def impossible(_asked: object, _recorded: object) -> PictureComparison:
        return PictureComparison(Likeness.COPY, distance=999)

    monkeypatch.setattr(dispatch, "compared", impossible)
    content = msgspec.msgpack.encode([prints(1), prints(1)])
    frames = answering.answers(Request(len(content), b"", verb=Verb.COMPARE), io.BytesIO(content), None)  # type: ignore[arg-type]
    assert list(frames) == [answering.NOTHING]


def test_nothing_recorded_needs_no_child(sandbox: Sandbox, recorded: list[bytes]) -> None:
    before = len(sandbox.deaths())
    assert sandbox.compare(recorded[0], []) == ()
    assert len(sandbox.deaths()) == before


def test_comparisons_that_do_not_come_in_time_are_none(recorded: list[bytes]) -> None:
    with Sandbox(Policy(), warm=1, limits=Limits(compare_seconds=0), require_walls=False) as hasty:
        assert hasty.compare(recorded[0], recorded) == (None, None)


def test_more_than_one_child_may_be_given_is_left_out(sandbox: Sandbox, recorded: list[bytes]) -> None:
    assert len(fitting(b"", [b"x"] * (COMPARED_AT_ONCE + 5))) == COMPARED_AT_ONCE
    assert fitting(b"x", [b"y", bytes(COMPARE_BYTES), b"z"]) == [b"y"]
    assert sandbox.compare(b"junk", [b"x", bytes(COMPARE_BYTES)]) == (None, None)


def test_what_is_handed_over_cannot_be_changed_any_more() -> None:
    with in_memory(b"asked", [b"recorded"]) as (descriptor, size):
        assert os.fstat(descriptor).st_size == size
        with pytest.raises(PermissionError):
            os.pwrite(descriptor, b"x", 0)
        with pytest.raises(PermissionError):
            os.ftruncate(descriptor, 0)
