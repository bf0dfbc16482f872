"""Look-ups find exactly what comparing every code finds: whatever the codes, layout, radius, shards and deletions."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.index.errors import BadQuestion
from verify.index.segments import room
from verify.index.segments.layout import FLAT, Layout, radii_of
from verify.index.segments.tests import twin
from verify.index.segments.tests.material import LAYOUTS, brute, mixed, near, segment_of, told, worst

pytestmark = pytest.mark.timeout(300)  # the first look-up of a machine compiles


@pytest.fixture(
    scope="module", autouse=True, params=[room.CANDIDATES_A_CODE, 1e9], ids=["as it is cheaper", "always by chunks"]
)
def _way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Few codes are soonest read through: so that chunks are tried too, their candidates are made to cost nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "CANDIDATES_A_CODE", request.param)
        yield


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    count=st.integers(0, 1200),
    radius=st.integers(0, 70) | st.sampled_from([128, 256]),
    layout=st.sampled_from(LAYOUTS),
)
def test_every_hit_and_nothing_else(seed: int, count: int, radius: int, layout: Layout) -> None:
    codes, ids, chance = mixed(count, seed), np.arange(count, dtype=np.uint64) << 40, np.random.default_rng(seed)
    asked = np.concatenate([near(codes, 45, 12, chance) if count else codes, mixed(3, seed + 1)])
    assert told(segment_of(codes, ids, layout).search(asked, radius)) == brute(codes, ids, asked, radius)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), shards=st.integers(1, 5), gone=st.integers(0, 60), radius=st.integers(0, 45))
def test_shards_are_united_and_dropped_ids_are_gone(seed: int, shards: int, gone: int, radius: int) -> None:
    codes, ids, chance = mixed(400, seed), np.arange(400, dtype=np.uint64) << 8, np.random.default_rng(seed)
    asked, dropped = near(codes, 31, 10, chance), chance.choice(400, gone, replace=False).astype(np.uint64)
    parts = [segment_of(codes[one::shards], ids[one::shards], LAYOUTS[one % len(LAYOUTS)]) for one in range(shards)]
    assert sum(part.drop(dropped, shift=8) for part in parts) == gone
    found = sorted(hit for part in parts for hit in told(part.search(asked, radius)))
    kept = ~np.isin(np.arange(400), dropped)
    assert found == brute(codes[kept], ids[kept], asked, radius)


def test_many_codes_are_shared_out_between_threads() -> None:
    codes, ids = mixed(3000, 1), np.arange(3000, dtype=np.uint64)
    asked = near(codes, 31, 101, np.random.default_rng(2))
    with ThreadPoolExecutor(2) as threads:
        found = segment_of(codes, ids, LAYOUTS[1]).search(asked, 31, threads=threads)
    assert told(found) == brute(codes, ids, asked, 31)


def test_a_look_up_with_more_hits_than_room_is_answered_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FEW_HITS", 2)
    codes, ids = mixed(900, 3), np.arange(900, dtype=np.uint64)
    for layout in LAYOUTS:
        assert told(segment_of(codes, ids, layout).search(codes[:50], 31)) == brute(codes, ids, codes[:50], 31)


def test_codes_at_the_very_bound_of_the_rule_are_found() -> None:
    for layout in LAYOUTS[1:]:
        for radius in range(len(layout.widths) - 1, 46):
            assert len(found_at_the_bound(layout, radius)) == len(layout.widths), (layout, radius)


def test_a_look_up_that_looks_less_far_in_one_chunk_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault, in each chunk in turn."""
    monkeypatch.setattr(room, "CANDIDATES_A_CODE", 1e9)
    whole = room.radii_of
    for chunk in range(len(LAYOUTS[1].widths)):
        monkeypatch.setattr(
            room,
            "radii_of",
            lambda widths, radius, less=chunk: tuple(
                deep - (number == less) for number, deep in enumerate(whole(widths, radius) or ())
            ),
        )
        assert len(found_at_the_bound(LAYOUTS[1], 31)) == len(LAYOUTS[1].widths) - 1


def found_at_the_bound(layout: Layout, radius: int) -> list[tuple[int, int, int]]:
    """What is found of the codes that one chunk alone leads to, among many others."""
    chance = np.random.default_rng(radius)
    asked = chance.integers(0, 256, (1, 32), dtype=np.uint8)
    codes = worst(asked[0], layout.widths, radii_of(layout.widths, radius) or (), chance)
    others = chance.integers(0, 256, (1000, 32), dtype=np.uint8)
    return told(segment_of(np.concatenate([codes, others]), np.arange(1000 + len(codes)), layout).search(asked, radius))


def test_the_compiled_loops_find_what_their_slow_twin_finds() -> None:
    codes = mixed(1500, 6)
    for layout in (LAYOUTS[1], LAYOUTS[3]):
        segment = segment_of(codes, np.arange(1500), layout)
        for asked in near(codes, 31, 12, np.random.default_rng(7)):
            rows = twin.look_up(segment._tables, layout, asked, 31)
            found = told(segment.search(asked[None], 31))
            assert found == sorted((0, int(segment.ids[row]), apart) for row, apart in rows.items())


def test_codes_of_another_shape_and_impossible_radii_are_refused() -> None:
    small = segment_of(mixed(3, 1), np.arange(3, dtype=np.uint64), FLAT)
    with pytest.raises(BadQuestion):
        small.search(np.zeros((1, 31), np.uint8), 31)
    with pytest.raises(BadQuestion):
        small.search(np.zeros((1, 32), np.uint8), 257)
