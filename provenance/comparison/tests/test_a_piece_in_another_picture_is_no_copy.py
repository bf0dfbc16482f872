"""Who pastes a recorded picture into his own has made no copy of it: the rest of his picture is on nobody's record."""

from __future__ import annotations

import pytest
from PIL import Image

from provenance.comparison.pictures import compare_pictures
from provenance.comparison.tests.shots import printed
from provenance.comparison.types import Likeness
from provenance.fingerprint.tests.scenes import scene


def pasted(share: float) -> Likeness:
    """What is said of a recorded picture that is seen whole, on so large a part of each side of another."""
    piece, made = scene(31), scene(32)
    size = (round(made.width * share), round(made.height * share))
    made.paste(piece.resize(size, Image.Resampling.LANCZOS), (made.width // 4, made.height // 4))
    return compare_pictures(printed(made), printed(piece)).likeness


@pytest.mark.parametrize("share", [0.3, 0.36])
def test_a_whole_recorded_picture_on_a_small_part_is_at_most_similar(share: float) -> None:
    assert pasted(share) in (Likeness.SIMILAR, Likeness.UNRELATED)


def test_a_recorded_picture_that_fills_most_of_a_screen_is_a_copy() -> None:
    assert pasted(0.7) is Likeness.COPY
