"""Of a street from a window: some are gone and others have come. Nobody edited that, whatever lies on it exactly."""

from __future__ import annotations

import pytest
from PIL import Image

from provenance.comparison import passing
from provenance.comparison.pictures import compare_pictures
from provenance.comparison.tests.shots import printed
from provenance.comparison.types import Likeness
from provenance.fingerprint.tests.scenes import scene

SIZE = (1024, 768)
SPOTS = ((80, 90), (420, 300), (760, 480), (150, 520), (700, 100))


def street(seed: int, people: dict[int, int]) -> Image.Image:
    """A view with people, each by who it is, on the numbered spots."""
    made = scene(seed, SIZE)
    for spot, who in people.items():
        made.paste(scene(who, (110, 150)), SPOTS[spot])
    return made


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_one_left_and_another_one_came(seed: int) -> None:
    before, after = street(seed, {0: 41}), street(seed, {2: 42})

    told = compare_pictures(printed(after), printed(before))

    assert told.likeness is Likeness.SIMILAR
    assert not told.asked_boxes


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_several_that_were_put_in_are_an_edit(seed: int) -> None:
    recorded, edited = street(seed, {}), street(seed, {0: 41, 1: 42, 2: 43, 4: 44})

    told = compare_pictures(printed(edited), printed(recorded))

    assert told.likeness is Likeness.DIFFERS
    assert len(told.asked_boxes) == 4


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_several_that_were_taken_out_are_an_edit(seed: int) -> None:
    recorded, edited = street(seed, {0: 41, 2: 43, 4: 44}), street(seed, {})

    assert compare_pictures(printed(edited), printed(recorded)).likeness is Likeness.DIFFERS


def test_the_rig_sees_a_check_that_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passing, "_CLEARLY", 2.0)
    monkeypatch.setattr(passing, "_PLACES", 100)
    before, after = street(1, {0: 41}), street(1, {2: 42})

    assert compare_pictures(printed(after), printed(before)).likeness is Likeness.DIFFERS
