from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, create_engine, func, select, text

from provenance.fingerprint.wire import from_bytes
from verify.index.engines import open_engine, reading
from verify.index.errors import IndexUnavailable
from verify.index.items import Items, open_items
from verify.index.tables import codes, items, metadata, patches, tombstones, wires
from verify.index.tests.making_codes import code
from verify.index.tests.stores import NOON, entrance, medium, store, store_on_server
from verify.index.types import EVERYBODY, Scope

TEAM = Scope("o7")


@pytest.fixture(scope="module")
def server() -> Iterator[Engine]:
    with store_on_server() as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "sqlite":
        return store(tmp_path)
    server: Engine = request.getfixturevalue("server")
    with server.begin() as connection:
        connection.execute(text("TRUNCATE item, wire, code, patches, word, tombstone"))
    return server


def rows(engine: Engine, item: int) -> list[int]:
    with reading(engine) as connection:
        return [
            connection.execute(select(func.count()).select_from(table).where(table.c.item == item)).scalar_one()
            for table in (codes, patches, wires)
        ]


def put(store: Items, subject: str, seed: int, *, scope: Scope = EVERYBODY, comparable: bool = True) -> int:
    fingerprints = replace(medium(np.random.default_rng(seed)), proxy=b"\xff\xd8\xffa small picture")
    return store.put(
        subject=subject, scope=scope, fingerprints=fingerprints, comparable=comparable, showable=True, at=NOON
    )


def test_an_item_is_put_once_whatever_is_repeated(engine: Engine) -> None:
    store = open_items(engine)
    first = put(store, "r1", 1)
    assert put(store, "r1", 1) == first
    assert store.count() == 1
    assert rows(engine, first) == [1, 1, 1]


def test_what_is_kept_holds_no_query_and_a_proxy_only_where_allowed(engine: Engine) -> None:
    store = open_items(engine)
    allowed = store.get([put(store, "r1", 1), put(store, "r2", 2, comparable=False)])
    kept = {item.subject: from_bytes(item.fingerprints) for item in allowed.values()}
    assert [kept[name].query for name in ("r1", "r2")] == [None, None]
    assert [kept[name].proxy for name in ("r1", "r2")] == [b"\xff\xd8\xffa small picture", None]
    assert [item.showable for item in allowed.values()] == [True, False], "what is not kept cannot be shown"


def test_an_owner_who_forbids_comparing_has_the_picture_deleted(engine: Engine) -> None:
    store = open_items(engine)
    item = put(store, "r1", 1)
    store.allow("r1", comparable=False, showable=True)
    found = store.of_subject("r1")
    assert found is not None
    assert (found.id, found.comparable, found.showable) == (item, False, False)
    assert from_bytes(found.fingerprints).proxy is None


def test_another_scope_makes_another_item(engine: Engine) -> None:
    store = open_items(engine)
    first = put(store, "r1", 1)
    second = put(store, "r1", 1, scope=TEAM)
    assert second > first
    assert rows(engine, first) == [0, 0, 0]
    found = store.of_subject("r1")
    assert found is not None
    assert found.scope == TEAM


def test_dropping_leaves_nothing_but_a_number_and_numbers_are_never_given_twice(engine: Engine) -> None:
    store = open_items(engine)
    item = put(store, "r1", 1)
    store.drop("r1")
    store.drop("r1")
    assert store.of_subject("r1") is None
    assert rows(engine, item) == [0, 0, 0]
    with reading(engine) as connection:
        assert connection.execute(select(tombstones.c.item)).scalars().all() == [item]
    assert put(store, "r1", 1) > item


def test_a_batch_enters_whole_or_not_at_all(engine: Engine) -> None:
    store = open_items(engine)
    good, random = entrance("r1", medium(np.random.default_rng(1))), np.random.default_rng(2)
    broken = replace(entrance("r2", medium(random)), scope=None)  # type: ignore[arg-type]
    with pytest.raises(IndexUnavailable):
        store.put_all([good, broken])
    assert store.count() == 0


def test_who_records_one_face_again_and_again_makes_no_more_keys_of_it(engine: Engine) -> None:
    random = np.random.default_rng(3)
    face = code(random)
    store = open_items(engine)
    many = [entrance(f"r{number}", medium(random, pdq=face), recorder="o1") for number in range(40)]
    store.put_all(many[:20])
    store.put_all(many[20:])
    store.put_all([entrance("other", medium(random, pdq=face), recorder="o2")])
    with reading(engine) as connection:
        keyed = select(func.count(), func.max(codes.c.item)).where(codes.c.space == 1)
        number, newest = connection.execute(keyed).one()
    assert number == 32 + 1
    assert newest == store.of_subject("other").id  # type: ignore[union-attr]
    assert store.count() == 41, "they are all kept, and found by their patches"


def test_numbers_become_visible_in_their_order(engine: Engine) -> None:
    """Whoever has seen a number has seen all below, however many put at once."""
    store, seen, done = open_items(engine), list[list[int]](), threading.Event()

    def look() -> None:
        while not done.is_set():
            with reading(engine) as connection:
                seen.append(list(connection.execute(select(items.c.id).order_by(items.c.id)).scalars()))

    def put_some(part: int) -> None:
        for number in range(8):
            put(store, f"{part}-{number}", 100 * part + number)

    writers = [threading.Thread(target=put_some, args=(part,)) for part in range(3)]
    looking = threading.Thread(target=look)
    for thread in (looking, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    looking.join()
    last = seen[-1]
    assert len(last) == 24 or store.count() == 24
    for early, late in pairwise(seen):
        assert late[: len(early)] == early, "an item appeared below one that was seen before"


def test_a_store_that_is_away_is_unavailable(tmp_path: Path) -> None:
    away = open_engine(f"sqlite:///{tmp_path}/no/such/folder/index.sqlite3")
    with pytest.raises(IndexUnavailable):
        open_items(away)


def test_the_steps_make_the_tables_that_are_described(engine: Engine, tmp_path: Path) -> None:
    described = create_engine("sqlite://")
    metadata.create_all(described)
    from sqlalchemy import inspect

    made, wanted = inspect(engine), inspect(described)
    for table in wanted.get_table_names():
        columns = [column["name"] for column in wanted.get_columns(table)]
        assert [column["name"] for column in made.get_columns(table)] == columns
        names = {index["name"] for index in wanted.get_indexes(table)}
        assert names <= {index["name"] for index in made.get_indexes(table)}
