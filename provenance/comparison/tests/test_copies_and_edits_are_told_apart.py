"""What platforms do to a picture leaves a copy; what changes its content is found where it is."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageOps

from provenance.comparison.checking import faults_of
from provenance.comparison.pictures import compare_pictures
from provenance.comparison.tests.shots import printed
from provenance.comparison.types import Box, Change, Likeness, PictureComparison
from provenance.fingerprint.tests.scenes import scene

HERE = (300, 200, 520, 400)
"""Left, top, right and bottom of what is changed, in a picture of 900 by 675."""


def framed(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, (0, 90, 0, 0), "white")


PLATFORMS: dict[str, tuple[Callable[[Image.Image], Image.Image], Change | None]] = {
    "stored again": (lambda picture: picture, None),
    "a thumbnail": (lambda picture: picture.resize((256, 192)), None),
    "cropped": (lambda picture: picture.crop((80, 60, 820, 620)), Change.CROPPED),
    "mirrored": (ImageOps.mirror, Change.MIRRORED),
    "turned": (lambda picture: picture.transpose(Image.Transpose.ROTATE_90), Change.TURNED),
    "grey": (lambda picture: picture.convert("L"), Change.RECOLOURED),
    "brighter": (lambda picture: ImageEnhance.Brightness(picture).enhance(1.3), Change.RECOLOURED),
    "more contrast": (lambda picture: ImageEnhance.Contrast(picture).enhance(1.5), Change.RECOLOURED),
    "under a caption": (framed, Change.FRAMED),
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_platforms_do_leaves_a_copy_and_is_named(name: str) -> None:
    edit, change = PLATFORMS[name]
    told = compare_pictures(printed(edit(scene(1)), 60), printed(scene(1)))

    assert told.likeness is Likeness.COPY
    assert not told.asked_boxes
    assert change is None or change in told.changes
    assert not list(faults_of(told))


def spliced(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    made.paste(scene(9).crop(HERE), HERE[:2])
    return made


def recoloured(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    red, green, blue = picture.crop(HERE).split()
    made.paste(Image.merge("RGB", (green, blue, red)), HERE[:2])
    return made


def emptied(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    made.paste(picture.crop(HERE).resize((1, 1)).resize((220, 200)), HERE[:2])
    return made


EDITS = {"spliced": spliced, "recoloured": recoloured, "emptied": emptied}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("mirrored", [False, True])
def test_changed_content_is_found_where_it_is(name: str, mirrored: bool) -> None:
    edited = EDITS[name](scene(1)).resize((800, 600))
    told = compare_pictures(printed(ImageOps.mirror(edited) if mirrored else edited, 60), printed(scene(1)))

    assert told.likeness is Likeness.DIFFERS
    assert len(told.asked_boxes) == 1
    assert overlap(told.recorded_boxes[0], HERE) > 0.85
    assert overlap(told.asked_boxes[0], (900 - HERE[2], HERE[1], 900 - HERE[0], HERE[3]) if mirrored else HERE) > 0.85
    assert not list(faults_of(told))


def test_the_heat_map_marks_the_change_and_nothing_else() -> None:
    told = compare_pictures(printed(spliced(scene(1)), 60), printed(scene(1)))

    marked = heat(told) >= 128
    truth = np.zeros_like(marked)
    scale = marked.shape[1] / 900
    left, top, right, bottom = (round(side * scale) for side in HERE)
    truth[top:bottom, left:right] = True
    assert (marked & truth).sum() / (marked | truth).sum() > 0.85


def test_a_crop_that_was_also_edited_says_how_much_is_left() -> None:
    told = compare_pictures(printed(spliced(scene(1)).crop((90, 67, 810, 607))), printed(scene(1)))

    assert told.likeness is Likeness.DIFFERS
    assert told.kept is not None
    assert 60 <= told.kept <= 68
    assert Change.CROPPED in told.changes


def heat(told: PictureComparison) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    assert told.heat is not None
    return np.asarray(Image.open(io.BytesIO(told.heat)))


def overlap(box: Box, true: tuple[int, int, int, int]) -> float:
    """Intersection over union, `true` in a picture of 900 by 675."""
    left, top, right, bottom = true[0] / 900, true[1] / 675, true[2] / 900, true[3] / 675
    one, two, three, four = (x / 10_000 for x in (box.left, box.top, box.left + box.width, box.top + box.height))
    shared = max(min(right, three) - max(left, one), 0) * max(min(bottom, four) - max(top, two), 0)
    return shared / ((right - left) * (bottom - top) + (three - one) * (four - two) - shared)


def test_a_bar_over_what_was_cropped_away_is_a_frame() -> None:
    cropped = scene(1).crop((45, 34, 855, 641))
    posted = ImageOps.expand(cropped, (0, 90, 0, 0), "white").resize((800, 688))
    told = compare_pictures(printed(posted, 62), printed(scene(1)))

    assert told.likeness is Likeness.COPY
    assert Change.FRAMED in told.changes
    assert Change.CROPPED in told.changes


def test_a_record_that_is_the_crop_is_no_frame() -> None:
    told = compare_pictures(printed(scene(1)), printed(scene(1).crop((80, 60, 820, 620))))

    assert told.likeness is Likeness.COPY
    assert Change.FRAMED not in told.changes
