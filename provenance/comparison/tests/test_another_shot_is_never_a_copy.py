"""Two shots of one scene, look-alikes and pieces of a picture are similar at most: neither copies nor edits."""

from __future__ import annotations

import pytest
from PIL import Image

from provenance.comparison import laying
from provenance.comparison.pictures import compare_pictures
from provenance.comparison.tests.shots import from_aside, printed, with_depth, with_thing_at
from provenance.comparison.types import Likeness
from provenance.fingerprint.tests.scenes import scene

CONFIRMED = (Likeness.COPY, Likeness.DIFFERS)


@pytest.mark.parametrize("share", [0.002, 0.01, 0.03])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_camera_that_stood_elsewhere_took_another_picture(share: float, seed: int) -> None:
    told = compare_pictures(printed(from_aside(scene(seed), share, seed)), printed(scene(seed)))

    assert told.likeness is Likeness.SIMILAR
    assert told.heat is None
    assert not told.asked_boxes


@pytest.mark.parametrize("pixels", [3.0, 8.0])
def test_things_at_other_depths_are_another_picture(pixels: float) -> None:
    told = compare_pictures(printed(with_depth(scene(3), pixels)), printed(scene(3)))

    assert told.likeness not in CONFIRMED


@pytest.mark.parametrize("shift", [12, 40, 90])
def test_a_thing_that_moved_is_no_edit(shift: int) -> None:
    thing = scene(8, (160, 200))
    before, after = (with_thing_at(scene(4), thing, 300 + moved) for moved in (0, shift))

    assert compare_pictures(printed(after), printed(before)).likeness is Likeness.SIMILAR


def test_the_donor_of_a_piece_is_not_what_the_piece_was_put_into() -> None:
    made = scene(5)
    made.paste(scene(6).crop((100, 100, 400, 325)), (50, 60))

    assert compare_pictures(printed(made), printed(scene(6))).likeness not in CONFIRMED


def test_strangers_have_nothing_in_common() -> None:
    assert compare_pictures(printed(scene(1)), printed(scene(2))).likeness is Likeness.UNRELATED


def test_the_rig_sees_a_check_that_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "_BEND", 100.0)
    monkeypatch.setattr(laying, "_PARTS", 100.0)
    monkeypatch.setattr(laying, "_MOVED", 1.0)
    thing = scene(8, (160, 200))
    before, after = (with_thing_at(scene(4), thing, left) for left in (300, 340))

    assert compare_pictures(printed(after), printed(before)).likeness is Likeness.DIFFERS
    assert confirmed(from_aside(scene(1), 0.002), scene(1))


def confirmed(asked: Image.Image, recorded: Image.Image) -> bool:
    return compare_pictures(printed(asked), printed(recorded)).likeness in CONFIRMED
