"""The world of these tests, made once for all of them and rolled back behind the last one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import override_settings

from verify.tests.authorisation.callers import Callers, callers_of
from verify.tests.authorisation.tenants import World, the_world

HERE = __name__.rpartition(".")[0]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of them in one process, since the world is made once, and over every store."""
    for item in items:
        if item.module.__name__.startswith(HERE):  # type: ignore[attr-defined]
            item.add_marker(pytest.mark.xdist_group("authorisation"))
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two organisations, and the numbers of what they have."""
    folder = tmp_path_factory.mktemp("authorisation")
    with django_db_blocker.unblock(), override_settings(DATA_DIR=folder), ExitStack() as stack:
        for store in connections:
            stack.enter_context(_rolled_back(store))
        yield stack.enter_context(the_world(folder))


@pytest.fixture(scope="package")
def callers(world: World) -> Callers:
    """Everybody who tries, each with a browser or a key of their own."""
    made = callers_of(world)
    for one in (made.owners_key, made.readers_key, *made.strange, *made.narrow.values()):
        one.client.get("/api/v1/batches", headers=one.headers)  # a key notes the first day on which it is used
    return made


class _rolled_back:  # noqa: N801 - used as a word
    def __init__(self, store: str) -> None:
        self.held = transaction.atomic(using=store)
        self.store = store

    def __enter__(self) -> None:
        self.held.__enter__()

    def __exit__(self, *ended: object) -> None:
        transaction.set_rollback(True, using=self.store)
        self.held.__exit__(None, None, None)
