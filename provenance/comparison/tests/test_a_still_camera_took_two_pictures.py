"""Two shots from a tripod, of which something entered one, are similar; an edited copy of one of them differs."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageFilter

from provenance.comparison import grain
from provenance.comparison.pictures import compare_pictures
from provenance.comparison.tests.shots import printed, with_thing_at
from provenance.comparison.types import Likeness
from provenance.fingerprint.tests.scenes import scene

SIZE = (1024, 768)


def view(seed: int) -> Image.Image:
    """A scene whose left part is out of focus, as a wall or the sky is."""
    sharp = scene(seed, SIZE)
    soft = sharp.crop((0, 0, 400, SIZE[1])).filter(ImageFilter.GaussianBlur(40))
    sharp.paste(soft, (0, 0))
    return sharp


def exposed(picture: Image.Image, moment: int, noise: float = 6.0) -> Image.Image:
    """The picture with the grain of one exposure."""
    grains = np.random.default_rng(moment).normal(0, noise, (picture.height, picture.width, 3))
    return Image.fromarray((np.asarray(picture) + grains).clip(0, 255).astype(np.uint8))


def entered(picture: Image.Image) -> Image.Image:
    return with_thing_at(picture, scene(9, (160, 200)), 600)


def posted(picture: Image.Image) -> Image.Image:
    return picture.resize((800, 600), Image.Resampling.LANCZOS)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_something_that_entered_between_two_exposures_is_no_edit(seed: int) -> None:
    before, after = exposed(view(seed), 1), exposed(entered(view(seed)), 2)

    told = compare_pictures(printed(after), printed(before))

    assert told.likeness is Likeness.SIMILAR
    assert not told.asked_boxes


@pytest.mark.parametrize("quality", [30, 60])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_something_put_into_an_exposure_is_an_edit(seed: int, quality: int) -> None:
    recorded = exposed(view(seed), 1)

    assert compare_pictures(printed(posted(entered(recorded)), quality), printed(recorded)).likeness is Likeness.DIFFERS


def test_where_there_is_no_grain_nothing_is_said_of_it() -> None:
    told = compare_pictures(printed(entered(view(1))), printed(view(1)))

    assert told.likeness is Likeness.DIFFERS


def test_the_rig_sees_a_check_that_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grain, "_SHARED", -2.0)
    before, after = exposed(view(1), 1), exposed(entered(view(1)), 2)

    assert compare_pictures(printed(after), printed(before)).likeness is Likeness.DIFFERS
