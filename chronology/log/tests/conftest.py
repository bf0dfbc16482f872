"""A log on each database, audited when its test ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from chronology.audit import audit
from chronology.log import Log
from chronology.log.tests.ground import Strikes, new_key
from chronology.notes.keys import Ed25519NoteSigner
from chronology.tiles import FolderTiles


@pytest.fixture
def key() -> Ed25519NoteSigner:
    return new_key()


@pytest.fixture
def strikes() -> Strikes:
    return Strikes()


@pytest.fixture
def tiles(tmp_path: Path) -> FolderTiles:
    return FolderTiles(tmp_path / "tiles")


@pytest.fixture
def log(engine: Engine, tiles: FolderTiles, key: Ed25519NoteSigner, strikes: Strikes) -> Iterator[Log]:
    found = Log.create(engine, tiles, vkey=key.vkey, faults=strikes)
    yield found
    answer = audit(found)
    assert answer.findings == ()
    assert answer.head == found.head()
