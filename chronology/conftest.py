"""What every test of the chronology may use."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from chronology.schema.engines import open_engine
from chronology.schema.tests.postgresql import Server, running_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server that lives as long as the tests."""
    with running_server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite3'}"
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database(f"log_{secrets.token_hex(8)}")


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """An empty database of each kind, opened as the product opens it."""
    found = open_engine(database)
    yield found
    found.dispose()
