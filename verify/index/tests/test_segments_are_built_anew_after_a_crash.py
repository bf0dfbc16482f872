"""The store is the record: whatever happens to the folder of segments, the same codes are found again."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import numpy as np
import pytest
from sqlalchemy import Engine

from verify.index.building import plan
from verify.index.engines import open_engine, writing
from verify.index.finder.reader import Reader
from verify.index.items import Items
from verify.index.lease import LEASE_MILLISECONDS, NotTheBuilder, take
from verify.index.shelf import LIST, Listing, Shelf
from verify.index.tests.stores import Clock, builder_for, entrance, filled, medium, reader_for, store, until
from verify.index.types import EVERYBODY, Space

pytestmark = pytest.mark.timeout(240)  # the first segment on a machine compiles its loops


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return store(tmp_path)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "FLAT_CODES", 1)


def found(reader: Reader) -> set[int]:
    """All items that a search of everything finds, over both kinds of codes."""
    sight = reader.sight((EVERYBODY,))
    anything = np.zeros((1, 32), np.uint8)
    both = [set(sight.hits(space, anything, 256).item.tolist()) for space in (Space.PICTURE, Space.LOCAL)]
    assert both[0] == both[1]
    return both[0]


def built(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.segment"))


def listed(folder: Path) -> int:
    """How many segments readers are told of."""
    return len(json.loads((folder / LIST).read_bytes())["segments"]) if (folder / LIST).exists() else 0


@contextmanager
def builder_process(engine: Engine, folder: Path, *, hangs_half_way: bool) -> Iterator[subprocess.Popen[bytes]]:
    """A real builder; `hangs_half_way` leaves it where a crash would hurt most, with half a file written."""
    plant = (
        "from verify.index.building import plan, builder\n"
        "plan.FLAT_CODES = 1\n"
        "def build(path, codes, ids, radius):\n"
        "    path.with_name(path.name + '.part').write_bytes(codes.tobytes()[: len(codes) * 16])\n"
        "    print('half', flush=True)\n"
        "    import time; time.sleep(60)\n"
    )
    plant += "builder.build = build\n" if hangs_half_way else ""
    command = [sys.executable, "-c", plant + "from verify.index.building.__main__ import main\nmain()"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(
            msgspec.json.encode((engine.url.render_as_string(hide_password=False), str(folder))) + b"\n"
        )
        process.stdin.flush()
        yield process
    finally:
        process.kill()
        process.wait()
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()


def test_a_builder_killed_half_way_costs_nothing(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    filled(engine, np.random.default_rng(1), 30)
    with builder_process(engine, folder, hangs_half_way=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert list(folder.glob("*.part")), "the crash left half a file"
    assert len(found(reader_for(engine, folder))) == 30

    time.sleep(LEASE_MILLISECONDS / 1000)
    with builder_process(engine, folder, hangs_half_way=False):
        assert until(lambda: listed(folder) == 2, 120)
    reader = reader_for(engine, folder)
    assert not reader.view.tails, "everything lies in segments"
    assert len(found(reader)) == 30
    assert list(folder.glob("*.part")) == []


def test_a_builder_ends_with_its_parent(engine: Engine, tmp_path: Path) -> None:
    with builder_process(engine, tmp_path / "x", hangs_half_way=False) as process:
        assert until((tmp_path / "x" / "name").exists, 60)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.usefixtures("small")
def test_the_whole_folder_can_be_lost(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    filled(engine, np.random.default_rng(1), 5)
    builder = builder_for(engine, folder)
    while builder.step():
        pass
    assert len(built(folder)) == 2
    shutil.rmtree(folder)
    assert len(found(reader_for(engine, folder))) == 5
    again = builder_for(engine, folder)
    while again.step():
        pass
    assert not reader_for(engine, folder).view.tails


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("harm", ["cut", "flip", "gone"])
def test_a_damaged_segment_is_never_searched_and_is_built_anew(engine: Engine, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "x"
    filled(engine, np.random.default_rng(1), 5)
    builder = builder_for(engine, folder)
    while builder.step():
        pass
    path = built(folder)[0]
    raw = path.read_bytes()
    path.unlink()
    if harm != "gone":
        middle = 4096 + 7
        path.write_bytes(raw[:5000] if harm == "cut" else raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :])
    reader = reader_for(engine, folder)
    assert len(found(reader)) == 5, "what the segment held is read from the store"
    assert len(reader.view.tails) == 1
    while builder.step():
        pass
    assert not reader_for(engine, folder).view.tails


@pytest.mark.usefixtures("small")
def test_the_folder_of_another_store_is_not_searched(engine: Engine, tmp_path: Path) -> None:
    folder, other = tmp_path / "x", tmp_path / "other"
    other.mkdir()
    filled(engine, np.random.default_rng(1), 5)
    builder = builder_for(engine, folder)
    while builder.step():
        pass
    from verify.index.items import open_items

    stranger = open_engine(f"sqlite:///{other}/fresh.sqlite3")
    open_items(stranger)
    Items(stranger, Clock()).put_all([entrance("one", medium(np.random.default_rng(9)))])
    assert len(found(reader_for(stranger, folder))) == 1


@pytest.mark.usefixtures("small")
def test_who_lost_the_lease_lists_nothing(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    filled(engine, np.random.default_rng(1), 5)
    slow = builder_for(engine, folder)
    with pytest.raises(NotTheBuilder):
        builder_for(engine, folder)
    shelf = Shelf(folder)
    with writing(engine) as connection:
        later = int(time.time() * 1000) + LEASE_MILLISECONDS + 1000
        take(connection, shelf.name, "the successor", now=later)
    with pytest.raises(NotTheBuilder):
        slow.step()
    assert not (folder / LIST).exists()


@pytest.mark.usefixtures("small")
def test_dropped_codes_are_gone_from_the_files_within_the_stated_time(engine: Engine, tmp_path: Path) -> None:
    folder, clock = tmp_path / "x", Clock()
    random = np.random.default_rng(1)
    store, secret = Items(engine, clock), medium(random)
    store.put_all([entrance("secret", secret), *(entrance(str(n), medium(random)) for n in range(5))])
    builder = builder_for(engine, folder, clock)
    while builder.step():
        pass
    assert secret.picture is not None
    assert any(secret.picture.pdq in path.read_bytes() for path in built(folder)), "the test can see it"
    store.drop("secret")
    assert len(found(reader_for(engine, folder))) == 5, "nobody finds it any more"
    clock.wait(plan.PURGE_SECONDS)
    while builder.step():
        pass
    assert not any(secret.picture.pdq in path.read_bytes() for path in built(folder))
    assert len(found(reader_for(engine, folder))) == 5


@pytest.mark.usefixtures("small")
def test_a_reader_keeps_searching_what_it_has_while_files_are_replaced(engine: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    store = filled(engine, np.random.default_rng(1), 5)
    builder = builder_for(engine, folder)
    while builder.step():
        pass
    reader = reader_for(engine, folder)
    old = reader.sight((EVERYBODY,))
    random = np.random.default_rng(2)
    store.put_all([entrance(f"late {number}", medium(random)) for number in range(3)])
    while builder.step():
        pass
    assert len(built(folder)) == 2, "old files are removed"
    assert len(set(old.hits(Space.PICTURE, np.zeros((1, 32), np.uint8), 256).item.tolist())) == 5
    assert until(lambda: reader.refresh() and not reader.view.tails, 20)
    assert len(found(reader)) == 8


def test_a_list_of_another_form_is_as_good_as_none(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(Listing(format=2, store="a"))
    assert shelf.listing("a") == Listing(store="a")
    (tmp_path / LIST).write_bytes(b"{")
    assert shelf.listing("a") == Listing(store="a")
