"""Segments get wider chunks as they grow, stay within their bytes, and keep the rule that makes look-ups exact."""

from __future__ import annotations

import subprocess
import sys
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba.core.caching import CompileResultCacheImpl

from verify.index.segments import kernels
from verify.index.segments.layout import CODE_BITS, DEEPEST, FLAT, LINE_BITS, Layout, layout_for, radii_of
from verify.index.segments.masks import counts, masks, scrambled
from verify.index.segments.tests.material import mixed, segment_of, told

SIZES = (100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000)


@given(chunks=st.integers(1, 32), radius=st.integers(0, 256))
def test_codes_that_no_chunk_leads_to_are_farther_away_than_the_radius(chunks: int, radius: int) -> None:
    narrow, wider = divmod(CODE_BITS, chunks)
    radii = radii_of(tuple(narrow + (one < wider) for one in range(chunks)), radius)
    if radii is None:
        assert radius // chunks > DEEPEST
    else:
        assert sum(deep + 1 for deep in radii) == radius + 1


@pytest.mark.parametrize("radius", [20, 31, 36])
def test_more_codes_have_wider_chunks(radius: int) -> None:
    layouts = [layout_for(size, radius) for size in SIZES]
    assert [min(one.widths) for one in layouts] == sorted(min(one.widths) for one in layouts)
    assert all(sum(one.widths) == CODE_BITS for one in layouts)


@pytest.mark.parametrize("radius", [20, 31, 36])
def test_a_code_takes_at_most_128_bytes(radius: int) -> None:
    assert all(layout_for(size, radius).bytes_of(size) <= 128 * size for size in SIZES)


@pytest.mark.parametrize("radius", [31, 36])
def test_large_segments_are_looked_up_by_chunks_at_every_radius_asked_for(radius: int) -> None:
    for size in SIZES:
        assert all(radii_of(layout_for(size, radius).widths, asked) for asked in range(radius + 1))


def test_few_codes_are_read_through() -> None:
    assert layout_for(0, 31) == layout_for(5_000, 31) == FLAT


def test_masks_are_all_patterns_of_few_bits() -> None:
    found = masks(17)
    assert len(set(found.tolist())) == len(found) == sum(comb(17, flips) for flips in range(DEEPEST + 1))
    assert np.bitwise_count(found).tolist() == sorted(np.bitwise_count(found).tolist())
    assert counts(17).tolist() == [1, 18, 154, 834]


@given(bits=st.integers(6, 20), one=st.integers(0), other=st.integers(0))
def test_scrambling_keeps_what_masks_need(bits: int, one: int, other: int) -> None:
    a, b = np.array([one % (1 << bits)]), np.array([other % (1 << bits)])
    assert (scrambled(a ^ b, bits) == scrambled(a, bits) ^ scrambled(b, bits)).all()
    if bits <= 12:
        assert len(set(scrambled(np.arange(1 << bits), bits).tolist())) == 1 << bits


def test_scrambled_lines_are_spread_over_the_caches() -> None:
    """The planted fault is not to scramble: then lines crowd in one of a cache's 64 sets."""
    bits = 24 - LINE_BITS
    plain = masks(bits, 2)
    crowd = [np.bincount(lines & 63, minlength=64).max() for lines in (plain, scrambled(plain, bits))]
    assert crowd[0] > 60
    assert crowd[1] < 12


def test_dropping_takes_out_what_is_there_and_counts_it_once() -> None:
    segment = segment_of(mixed(50, 1), np.arange(50, dtype=np.uint64) << 16 | 9, Layout(()))
    assert segment.drop(np.array([3, 4, 99], np.uint64), shift=16) == 2
    assert segment.drop(np.array([4, 3], np.uint64), shift=16) == 0
    assert segment.drop(np.array([], np.uint64)) == 0
    assert len(segment) == 48
    assert (3 << 16 | 9) not in {name for _, name, _ in told(segment.search(mixed(50, 1)[3:4], 0))}


def test_nothing_is_compiled_by_importing() -> None:
    program = "from verify.index.segments import kernels, segment; print(kernels.search.signatures)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_where_no_folder_can_be_written_to_loops_are_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CompileResultCacheImpl, "_locator_classes", [])
    doubled = kernels.compiled(lambda number: 2 * number)
    assert doubled(4) == 8
