"""Without pictures a geometry of codes is as far as it goes, and hostile codes and proxies raise nothing."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from provenance.comparison import compare
from provenance.comparison.codes import patches
from provenance.comparison.geometry import of_codes
from provenance.comparison.tests.shots import printed
from provenance.comparison.types import Likeness, PictureComparison
from provenance.fingerprint.tests.scenes import scene
from provenance.fingerprint.types import Fingerprints, LocalCodes

SIZE = (512, 384)


def test_a_crop_is_placed_by_codes_but_not_called_a_copy() -> None:
    asked, recorded = printed(scene(1).crop((90, 67, 810, 607))), replace(printed(scene(1)), proxy=None)
    told = compare(asked, recorded)

    assert isinstance(told, PictureComparison)
    assert told.likeness is Likeness.UNCOMPARED
    assert told.transform is not None
    assert told.transform[0] == pytest.approx(0.8, abs=0.02)
    assert told.heat is None


def test_codes_of_strangers_agree_on_nothing() -> None:
    told = compare(printed(scene(1)), replace(printed(scene(2)), proxy=None))

    assert told.likeness is Likeness.UNRELATED


def test_many_codes_that_fall_onto_few_places_are_no_geometry() -> None:
    chance = np.random.default_rng(1)
    codes = chance.integers(0, 256, (96, 32), dtype=np.uint8).tobytes()
    spread = points(chance.uniform(0, 512, (96, 2)))
    crowded = points(np.repeat(chance.uniform(0, 512, (4, 2)), 24, axis=0))
    geometry = of_codes(patches(LocalCodes(codes, spread)), patches(LocalCodes(codes, crowded)), SIZE, SIZE)

    assert geometry is None or not geometry.holds


def test_the_same_codes_in_the_same_places_are_one() -> None:
    chance = np.random.default_rng(1)
    local = LocalCodes(
        chance.integers(0, 256, (96, 32), dtype=np.uint8).tobytes(), points(chance.uniform(0, 384, (96, 2)))
    )
    geometry = of_codes(patches(local), patches(local), SIZE, SIZE)

    assert geometry is not None
    assert geometry.holds


def points(places: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> bytes:
    rows = np.zeros((len(places), 4), "<u2")
    rows[:, :2], rows[:, 2] = places * 32, 31 * 32
    return rows.tobytes()


@pytest.mark.parametrize("seed", range(4))
def test_hostile_fingerprints_raise_nothing(seed: int) -> None:
    honest = printed(scene(1))

    for one in hostile(honest, random.Random(seed)):
        assert compare(one, honest).likeness not in (Likeness.COPY, Likeness.DIFFERS)
        assert compare(honest, one).likeness not in (Likeness.COPY, Likeness.DIFFERS)


def hostile(honest: Fingerprints, chance: random.Random) -> list[Fingerprints]:
    assert honest.picture is not None
    noise = LocalCodes(chance.randbytes(32 * 300 + 5), chance.randbytes(8 * 250 + 3))
    picture = replace(honest.picture, local=noise, pdq=chance.randbytes(chance.choice([0, 31, 32, 64])))
    sizes = replace(picture, width=chance.choice([0, 1, 70_000]), height=chance.choice([0, 3, 65_536]))
    flat = Image.new("RGB", (512, 384), (chance.randrange(256),) * 3)
    proxies = [chance.randbytes(4000), b"", as_file(flat, "PNG"), as_file(flat, "JPEG"), as_file(flat, "JPEG")[:300]]
    return [
        replace(honest, picture=sizes, query=None, proxy=chance.choice(proxies)),
        replace(honest, picture=picture, query=None, proxy=chance.choice(proxies)),
    ]


def as_file(picture: Image.Image, form: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, form)
    return target.getvalue()


def test_media_of_different_kinds_or_preparations_are_unrelated() -> None:
    honest = printed(scene(1))

    assert compare(honest, replace(honest, preparation=2)).likeness is Likeness.UNRELATED
    assert compare(honest, Fingerprints(honest.preparation)).likeness is Likeness.UNRELATED


def test_asking_for_a_comparison_loads_no_numbers_library() -> None:
    code = (
        "import sys, provenance.comparison, provenance.comparison.types; "
        "sys.exit(bool({'numpy', 'cv2', 'PIL'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
