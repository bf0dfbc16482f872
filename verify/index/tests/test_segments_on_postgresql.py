"""What is built, read and dropped on a server is what is on a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from verify.index.building import plan
from verify.index.items import Items
from verify.index.sql_index import SqlIndex
from verify.index.tests.making_codes import asking, code, off, picture
from verify.index.tests.stores import Clock, builder_for, entrance, reader_for, store_on_server, until
from verify.index.types import EVERYBODY, Scope, Space

pytestmark = pytest.mark.timeout(240)  # the first segment on a machine compiles its loops


@pytest.fixture
def server() -> Iterator[Engine]:
    with store_on_server() as engine:
        yield engine


def test_the_way_of_an_item_on_a_server(server: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "FLAT_CODES", 1)
    random, clock, folder = np.random.default_rng(1), Clock(), tmp_path / "x"
    centre, items = code(random), Items(server, clock)
    media = [asking(picture(off(centre, 3 * n, random), [])) for n in range(12)]
    ids = items.put_all([entrance(str(n), one, scope=Scope("o1" if n == 5 else "")) for n, one in enumerate(media)])
    builder = builder_for(server, folder, clock)
    reader = reader_for(server, folder)
    asked = np.frombuffer(centre, np.uint8)[None, :]

    def found() -> list[int]:
        hits = reader.sight((EVERYBODY,)).hits(Space.PICTURE, asked, 31)
        return sorted(ids.index(item) for item in hits.item.tolist())

    near = [n for n in range(11) if n != 5]
    assert found() == near, "from memory"
    while builder.step():
        pass
    assert until(lambda: reader.refresh() and not reader.view.tails, 60)
    assert found() == near, "from segments"
    stored = SqlIndex(server).hits(Space.PICTURE, asked, 31)
    assert sorted(ids.index(item) for item in stored.item.tolist()) == [*range(11)], "the store knows no scope"
    items.drop("2")
    reader.refresh()
    assert found() == [n for n in near if n != 2]
    clock.wait(plan.PURGE_SECONDS)
    assert builder.step(), "built once more, without what was dropped"
    assert not builder.step()
