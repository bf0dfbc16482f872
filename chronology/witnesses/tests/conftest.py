"""Stores for witnesses: the quick one, and one of each kind for what depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from chronology.schema.engines import open_engine
from chronology.schema.upgrade import upgrade


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """SQLite, for tests of what a witness says."""
    yield from _opened(f"sqlite:///{tmp_path / 'witness.sqlite3'}")


@pytest.fixture
def each_engine(database: str) -> Iterator[Engine]:
    """SQLite and PostgreSQL, for tests of what a witness keeps."""
    yield from _opened(database)


def _opened(address: str) -> Iterator[Engine]:
    found = open_engine(address)
    upgrade(found)
    yield found
    found.dispose()
