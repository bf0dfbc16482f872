"""Segments, tail, and the store itself, in any mixture, against comparing with every code."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from verify.index.arrays import Hits
from verify.index.building import plan
from verify.index.finder import behind
from verify.index.flat import FlatIndex
from verify.index.items import Items
from verify.index.sql_index import SqlIndex
from verify.index.tests.making_codes import asking, code, off, picture
from verify.index.tests.stores import Clock, builder_for, entrance, reader_for, store
from verify.index.types import EVERYBODY, Entry, ItemId, Space

pytestmark = pytest.mark.timeout(240)  # the first look-up on a machine compiles its loops

SPACES = (Space.PICTURE, Space.LOCAL)


def table(hits: Hits) -> set[tuple[int, int, int, int]]:
    return set(zip(*(column.tolist() for column in (hits.asked, hits.item, hits.place, hits.distance)), strict=True))


def rows_of(codes: list[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(codes), np.uint8).reshape(-1, 32)


@given(
    st.integers(0, 2**32),
    st.lists(st.sampled_from(["put", "drop", "build", "look"]), min_size=4, max_size=14),
    st.integers(0, 60),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_search_equals_brute_force_for_random_codes_radii_shards_and_deletions(
    seed: int, steps: list[str], radius: int
) -> None:
    random = np.random.default_rng(seed)
    centre = code(random)
    with tempfile.TemporaryDirectory() as name:
        folder, flat = Path(name), FlatIndex()
        engine = store(folder)
        items, builder, reader = Items(engine, Clock()), builder_for(engine, folder / "x"), None
        known: list[tuple[str, ItemId]] = []
        for number, step in enumerate(steps):
            if step == "put":
                local = [off(centre, int(random.integers(0, 80)), random) for _ in range(9)]
                fingerprints = asking(picture(off(centre, int(random.integers(0, 80)), random), local))
                item = items.put_all([entrance(str(number), fingerprints)])[0]
                known.append((str(number), item))
                add(flat, engine, item)
            elif step == "drop" and known:
                subject, item = known.pop(int(random.integers(len(known))))
                items.drop(subject)
                flat.drop(item)
            elif step == "build":
                small_segments(builder.step)
            elif step == "look":
                reader = reader or reader_for(engine, folder / "x")
                reader.refresh()
        asked = [off(centre, bits, random) for bits in (0, 10, 40)]
        compare(engine, folder, flat, asked, radius)
        if reader is not None:
            reader.refresh()
            for space in SPACES:
                found = reader.sight((EVERYBODY,)).hits(space, rows_of(asked), radius)
                assert table(found) == table(flat.hits(space, rows_of(asked), radius))
        engine.dispose()


def compare(engine, folder: Path, flat: FlatIndex, asked: list[bytes], radius: int) -> None:  # type: ignore[no-untyped-def]
    """A fresh reader, one that leaves everything to the store, and the store alone."""
    fresh = reader_for(engine, folder / "x").sight((EVERYBODY,))
    most, behind.MOST_TAIL = behind.MOST_TAIL, 0
    try:
        bare = reader_for(engine, folder / "empty").sight((EVERYBODY,))
    finally:
        behind.MOST_TAIL = most
    assert not bare.view.tails
    for space in SPACES:
        wanted = table(flat.hits(space, rows_of(asked), radius))
        for index in (fresh, bare, SqlIndex(engine)):
            assert table(index.hits(space, rows_of(asked), radius)) == wanted


def add(flat: FlatIndex, engine, item: ItemId) -> None:  # type: ignore[no-untyped-def]
    """The codes of an item as the store has them."""
    from verify.index.engines import reading
    from verify.index.rows import read_rows

    for space in SPACES:
        with reading(engine) as connection:
            rows = read_rows(connection, space, item - 1, item)
        places = [int(name) & 0xFFFF_FFFF for name in rows.names]
        flat.add(space, [Entry(item, place, row.tobytes()) for place, row in zip(places, rows.codes, strict=True)])


def small_segments(step) -> None:  # type: ignore[no-untyped-def]
    """Build what there is, however little."""
    least, plan.FLAT_CODES = plan.FLAT_CODES, 1
    try:
        while step():
            pass
    finally:
        plan.FLAT_CODES = least
