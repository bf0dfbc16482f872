"""`manage.py move` over a whole installation that has lived: everything comes over, and the log goes on.

What can go wrong with a store is tried in verify/moving/tests, where a store is small.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest

from chronology.schema.tests.postgresql import Server
from chronology.tiles import FolderTiles
from chronology.tiles.tests.s3server.swift import Swift
from verify.cases.bucket import MOVED
from verify.index.tests.stores import filled
from verify.index.tests.stores import store as index_store
from verify.tests.columns.asking import Asking
from verify.tests.columns.installation import START_SECONDS, Machine, Site, on_servers, records
from verify.tests.columns.parts.redis_server import RedisServer
from verify.tests.columns.prepared import with_static
from verify.tests.workers.installation import until

TILE = "tile/7/000"
"""Full only after 2^64 entries, so that the log of this test never writes it."""

pytestmark = [pytest.mark.torture, pytest.mark.timeout(3600)]


def digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def rows(folder: Path, query: str, store: str = "site") -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / f"{store}.sqlite3") as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """An embedded installation at rest that has worked: records, an erased one, an upload in its hour, a person."""
    machine = Machine(tmp_path_factory.mktemp("lived"), {})
    site = Site([machine])
    try:
        keys = machine.found()
        machine.with_static(with_static())
        site.webs = [machine.web("web-1")]
        machine.start("signer", "manage.py", "signer")
        machine.start("worker-1", "manage.py", "worker")
        (machine.folder / "keys.txt").write_text("\n".join(keys.values()), "utf-8")
        _work(site, Asking(site.webs, keys["editor"]))
    finally:
        site.stop()
    filled(index_store(machine.folder), np.random.default_rng(7), 3)
    FolderTiles(machine.folder / "tiles").write_all({TILE: bytes(8192)})
    return machine


def _work(site: Site, editor: Asking) -> None:
    assert until(lambda: records(site.webs[0]), START_SECONDS), site.words()
    for name in ("first", "second"):
        editor.record(form="open", sha256=digest(name))
    editor.record(form="sealed", sha256=digest("hidden"))


@pytest.fixture
def moving(
    lived: Machine, tmp_path: Path, postgresql: Server, redis: RedisServer, swift: Swift, request: pytest.FixtureRequest
) -> Iterator[Machine]:
    """A copy of it, with the addresses of new and empty servers."""
    folder = tmp_path / "data"
    shutil.copytree(lived.folder, folder, ignore=shutil.ignore_patterns("run", "*.log", "static"))
    name = f"m{hashlib.sha256(request.node.name.encode()).hexdigest()[:10]}"
    machine = Machine(folder, on_servers(postgresql, redis, swift, name))
    yield machine
    machine.stop()


def store(machine: Machine, name: str) -> psycopg.Connection[Any]:
    return psycopg.connect(machine.variables[name])


def test_everything_comes_over_and_the_site_goes_on_there(moving: Machine) -> None:
    folder, keys = moving.folder, (moving.folder / "keys.txt").read_text("utf-8").split()
    upload = folder / "quarantine" / f"{'ab' * 16}.media"
    upload.parent.mkdir(exist_ok=True)
    upload.write_bytes(b"in its hour")
    came = time.time() - 1200
    os.utime(upload, (came, came))
    (folder / "quarantine" / f"{'cd' * 16}.media").write_bytes(b"past its hour")
    os.utime(folder / "quarantine" / f"{'cd' * 16}.media", (1, 1))
    records = rows(folder, 'SELECT id, "index", state FROM ledger_record ORDER BY id')
    said = moving.run("manage.py", "move")
    assert "site: " in said
    assert "uploads: 1 files" in said
    assert "tiles: 1 files" in said
    _require_uploads_keep_their_hour(moving, upload.name, came)
    with store(moving, "DATABASE_URL") as site:
        assert site.execute('SELECT id, "index", state FROM ledger_record ORDER BY id').fetchall() == records
    with store(moving, "INDEX_DATABASE_URL") as index:
        assert index.execute("SELECT count(*) FROM item").fetchone() == (3,)
    assert [one.name for one in folder.glob("*.sqlite3")] == ["chain.sqlite3"]
    assert [one.name for one in next(folder.glob("moved-*")).glob("site.sqlite3")] == ["site.sqlite3"]
    assert list((folder / "quarantine").iterdir()) == [], "uploads stay where nobody ends their hour"
    moving.with_static(with_static())
    grown = Site([moving])
    grown.run()
    editor = Asking(grown.webs, keys[0])
    for name in ("first", "second"):
        found = editor.ask("POST", "/api/v1/lookup", json={"sha256": digest(name)}).json()["records"]
        assert len(found) == 1
        assert found[0]["id"] in {row[0] for row in records}
    third = editor.record(form="open", sha256=digest("third"))
    assert third["index"] > max(row[1] for row in records), "the log began anew"
    assert third["id"] not in {row[0] for row in records}


def _require_uploads_keep_their_hour(moving: Machine, name: str, came: float) -> None:
    listed = dict(json.loads(moving.run("-m", "verify.tests.columns.listed")))
    assert listed[name] == pytest.approx(came, abs=1)
    assert {one for one in listed if one != MOVED} == {name}


def test_while_anything_runs_nothing_is_moved(moving: Machine) -> None:
    process = moving.start("signer", "manage.py", "signer", **_embedded(moving))
    assert until(lambda: (moving.folder / "run" / "signer").exists() or process.poll() is not None, 120)
    assert "The signer runs" in moving.run("manage.py", "move", fails=True)
    moving.stop()
    holder = sqlite3.connect(moving.folder / "jobs.sqlite3")
    holder.execute("SELECT count(*) FROM jobs_job").fetchone()
    assert "jobs.sqlite3 is open in another process" in moving.run("manage.py", "move", fails=True)
    holder.close()
    with store(moving, "DATABASE_URL") as site:
        assert site.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == []
    assert (moving.folder / "site.sqlite3").exists()


def _embedded(machine: Machine) -> dict[str, str]:
    return dict.fromkeys(machine.variables, "")


def test_a_move_that_is_killed_is_begun_again_and_loses_nothing(moving: Machine) -> None:
    process = moving.start("move", "manage.py", "move")
    assert until(lambda: process.poll() is not None or _begun(moving), 120)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (moving.folder / "site.sqlite3").exists()
    moving.run("manage.py", "move")
    with store(moving, "DATABASE_URL") as site:
        assert site.execute("SELECT count(*) FROM ledger_record").fetchone() == (3,)


def _begun(machine: Machine) -> bool:
    with store(machine, "DATABASE_URL") as site:
        return bool(site.execute("SELECT 1 FROM pg_tables WHERE tablename = 'ledger_record'").fetchall())
