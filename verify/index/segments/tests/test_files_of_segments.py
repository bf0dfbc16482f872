"""A segment's file is whole and as it was written, or it is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from verify.index.segments import building
from verify.index.segments.building import build, write
from verify.index.segments.format import PAGE, BrokenSegment
from verify.index.segments.segment import Segment
from verify.index.segments.tests.material import LAYOUTS, mixed

pytestmark = pytest.mark.timeout(300)  # the first build of a machine compiles
COUNT = 2000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "segment"
    write(path, mixed(COUNT, 1).view(np.uint64), np.arange(COUNT, dtype=np.uint64), LAYOUTS[1], 31)
    return path


def test_a_changed_bit_anywhere_behind_the_head_is_refused(file: Path) -> None:
    good, sections = file.read_bytes(), Segment.open(file).head.sections
    for section in sections.values():
        bad = bytearray(good)
        bad[section.offset + section.length // 2] ^= 1
        file.write_bytes(bad)
        with pytest.raises(BrokenSegment):
            Segment.open(file)


def test_only_reading_all_of_it_sees_a_changed_bit(file: Path) -> None:
    """The planted fault: without the checksums the damage goes unseen."""
    bad = bytearray(file.read_bytes())
    bad[PAGE] ^= 1
    file.write_bytes(bad)
    Segment.open(file, whole=False)


@pytest.mark.parametrize("kept", [0, 3, 100, PAGE, PAGE + 64 * COUNT, -1])
def test_a_file_cut_short_is_refused(file: Path, kept: int) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:kept])
    with pytest.raises(BrokenSegment):
        Segment.open(file, whole=False)


def test_a_file_whose_head_was_not_written_yet_is_refused(file: Path) -> None:
    file.write_bytes(bytes(PAGE) + file.read_bytes()[PAGE:])
    with pytest.raises(BrokenSegment):
        Segment.open(file)


def test_a_changed_head_is_refused(file: Path) -> None:
    good = file.read_bytes()
    for place in range(120):
        bad = bytearray(good)
        bad[place] ^= 4
        file.write_bytes(bad)
        with pytest.raises(BrokenSegment):
            Segment.open(file, whole=False)


def test_a_build_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(building.kernels, "split", full)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "segment", mixed(COUNT, 1).view(np.uint64), np.zeros(COUNT, np.uint64), LAYOUTS[1], 31)
    assert not list(tmp_path.iterdir())


def test_a_segment_outlives_its_file(file: Path) -> None:
    segment = Segment.open(file)
    file.unlink()
    assert set(segment.search(mixed(COUNT, 1)[5:6], 0).ids.tolist()) >= {5}


def test_no_codes_at_all_make_a_segment(tmp_path: Path) -> None:
    build(tmp_path / "none", np.empty((0, 32), np.uint8), np.empty(0, np.uint64), radius=31)
    assert len(Segment.open(tmp_path / "none").search(np.zeros((1, 32), np.uint8), 256).ids) == 0


def test_codes_and_ids_must_be_as_many(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="as many ids"):
        build(tmp_path / "none", np.empty((2, 32), np.uint8), np.empty(3, np.uint64), radius=31)
