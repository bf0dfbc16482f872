"""The servers of an installation that grew, started once for all tests of this folder, which share one process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.schema.tests.postgresql import Server, running_server
from chronology.tiles.tests.s3server.swift import Swift, running_swift
from verify.tests.columns.parts.redis_server import RedisServer, running_redis

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process for all: each of these servers takes seconds to come up."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("columns"))
            if item.get_closest_marker("timeout") is None:
                item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="session")
def swift() -> Iterator[Swift]:
    with running_swift() as server:
        yield server
