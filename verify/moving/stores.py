"""The stores of an installation that can be moved, and how the new one of each is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from django.conf import settings
from django.core.management import call_command

DJANGO: Final = {"default": "site", "jobs": "jobs", "keys": "keys", "blacklist": "blacklist"}
"""Django's names of the stores, and those of their files."""


@dataclass(frozen=True, slots=True)
class Store:
    """One store: its file under the data folder, its new address, and what makes the new tables there."""

    name: str
    file: str
    connect: Callable[[], psycopg.Connection[Any]]
    make: Callable[[], None]

    def path(self, folder: Path) -> Path:
        """Where the old store lies."""
        return folder / f"{self.file}.sqlite3"


def stores() -> Iterator[Store]:
    """Those that have an address on a server now."""
    for alias, file in DJANGO.items():
        given = settings.DATABASES[alias]
        if given["ENGINE"].endswith("postgresql"):
            yield Store(file, file, _django(given), _migrate(alias))
    if settings.CHRONOLOGY_DATABASE_URL.startswith("postgresql:"):
        yield Store("chronology", "chronology", _address(settings.CHRONOLOGY_DATABASE_URL), _make_chronology)
    if settings.INDEX_DATABASE_URL.startswith("postgresql:"):
        yield Store("index", "index", _address(settings.INDEX_DATABASE_URL), _make_index)


def _django(given: dict[str, Any]) -> Callable[[], psycopg.Connection[Any]]:
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    known = {word: given[name] for word, name in words.items() if given[name]} | given.get("OPTIONS", {})
    return lambda: psycopg.connect(**known)


def _address(address: str) -> Callable[[], psycopg.Connection[Any]]:
    return lambda: psycopg.connect(address)


def _migrate(alias: str) -> Callable[[], None]:
    return lambda: call_command("migrate", "-v0", "--skip-checks", "--database", alias)


def _make_chronology() -> None:
    from chronology.schema.engines import open_engine
    from chronology.schema.upgrade import upgrade

    engine = open_engine(settings.CHRONOLOGY_DATABASE_URL)
    upgrade(engine)
    engine.dispose()


def _make_index() -> None:
    from verify.index.engines import open_engine
    from verify.index.schema.upgrade import upgrade

    engine = open_engine(settings.INDEX_DATABASE_URL)
    upgrade(engine)
    engine.dispose()
