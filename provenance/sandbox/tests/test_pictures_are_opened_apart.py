"""Pictures go to children that hold no decoders of films and documents, and nobody can tell from the answer."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from provenance.inspection import examine
from provenance.policy import Policy
from provenance.sandbox import PicturesApart
from provenance.sandbox.planted import Planted
from provenance.sandbox.stock import Stock, is_picture
from provenance.sandbox.tests.conftest import AT, Opened
from provenance.sandbox.tests.test_the_walls_change_no_answer import comparable, one_of_each_kind

HEAVY = {"av", "chromaprint", "pikepdf", "scipy", "cv2", "numpy"}
WARMED = """
import json, sys
from provenance.policy import Policy
from provenance.sandbox.stock import Stock
from provenance.sandbox.warm import warm_zygote
warm_zygote(Policy(), Stock(sys.argv[1]))
print(json.dumps(sorted(sys.modules)))
"""
MISSING = Planted(examiner="provenance.sandbox.tests.hostile:examine_with_a_film_library")


def loaded(stock: Stock) -> set[str]:
    """What a zygote of this stock holds."""
    done = subprocess.run([sys.executable, "-c", WARMED, stock.value], check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout))


@pytest.fixture(scope="module")
def apart() -> Iterator[PicturesApart]:
    with PicturesApart(Policy(), codes=False, warm=1) as running:
        yield running


def until(true: Callable[[], bool]) -> bool:
    """Whether it came true: the news of a child's end follows its answer."""
    end = time.monotonic() + 20
    while time.monotonic() < end and not true():
        time.sleep(0.01)
    return true()


def asked_of_pictures(apart: PicturesApart) -> int:
    return len(apart._pictures.deaths())


def test_a_zygote_for_pictures_holds_no_other_decoders() -> None:
    assert not HEAVY & loaded(Stock.PICTURES)


def test_a_zygote_of_everything_holds_them_all() -> None:
    assert loaded(Stock.EVERYTHING) >= HEAVY


@pytest.mark.corpus
@pytest.mark.parametrize("file", one_of_each_kind(), ids=lambda file: file.name)
def test_a_file_is_told_the_same_by_whichever_child_opens_it(file: Path, apart: PicturesApart) -> None:
    content = file.read_bytes()
    descriptor = os.open(file, os.O_RDONLY)
    inside = apart.examine(descriptor, AT, fingerprints=False)
    os.close(descriptor)
    outside = examine(io.BytesIO(content), Policy(), AT)
    assert comparable(inside.report) == comparable(outside.report)
    assert (inside.claims, inside.thumbnail) == (outside.claims, outside.thumbnail)


def test_a_picture_is_opened_by_a_child_for_pictures(apart: PicturesApart, opened: Opened, picture: bytes) -> None:
    before = asked_of_pictures(apart)
    with opened(picture) as descriptor:
        assert is_picture(descriptor)
        apart.examine(descriptor, AT, fingerprints=False)
    assert until(lambda: asked_of_pictures(apart) > before)


def test_fingerprints_that_were_not_foreseen_are_made_all_the_same(
    apart: PicturesApart, opened: Opened, picture: bytes
) -> None:
    with opened(picture) as descriptor:
        assert apart.examine(descriptor, AT).fingerprints is not None


def test_what_is_no_picture_is_opened_by_the_others(opened: Opened) -> None:
    with opened(b"%PDF-1.7") as document:
        assert not is_picture(document)


def test_a_child_that_misses_something_costs_no_answer(opened: Opened, picture: bytes) -> None:
    with PicturesApart(Policy(), codes=False, warm=1, planted=MISSING) as apart, opened(picture) as descriptor:
        found = apart.examine(descriptor, AT, fingerprints=False)
        outside = examine(io.BytesIO(picture), Policy(), AT)
        assert comparable(found.report)["headline"] == comparable(outside.report)["headline"]
