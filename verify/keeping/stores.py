"""Which stores a backup holds, and how one store becomes one file."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from sqlalchemy.engine import URL, make_url

from verify.keeping.errors import BackupFailed

PAGES_A_STEP: Final = 512
"""2 MB at a time: writers of the store wait for one step and no longer."""

WITHOUT_ROWS_THAT_GO: Final = ("default", "blacklist")
"""The site's own stores in a backup; `jobs` comes and goes with the work, `keys` is kept apart."""

OPEN_DOORS: Final = ("django_session",)
"""Tables whose rows are left out of a copy: whoever read a session there would be logged in as its person."""


@dataclass(frozen=True, slots=True)
class Store:
    """One store: the file it is, or the address of the server where it lies."""

    name: str
    address: URL

    @property
    def suffix(self) -> str:
        return "sqlite3" if self.address.get_backend_name() == "sqlite" else "dump"

    def copy(self, target: Path) -> None:
        """A whole, consistent copy taken while others write; raises BackupFailed."""
        try:
            if self.suffix == "sqlite3":
                _file(Path(self.address.database or ""), target)
            else:
                _dump(self.address, target)
        except (sqlite3.Error, OSError, subprocess.CalledProcessError) as problem:
            raise BackupFailed(f"The store {self.name} could not be copied: {problem}") from problem


def django_store(name: str, settings: Mapping[str, Any]) -> Store:
    """A store as Django's settings describe it."""
    if settings["ENGINE"].endswith("sqlite3"):
        return Store(name, URL.create("sqlite", database=str(settings["NAME"])))
    return Store(
        name,
        URL.create(
            "postgresql", settings["USER"] or None, settings["PASSWORD"] or None, settings["HOST"] or None,
            int(settings["PORT"]) if settings["PORT"] else None, settings["NAME"],
            {key: str(value) for key, value in settings.get("OPTIONS", {}).items() if key.startswith("ssl")},
        ),
    )  # fmt: skip


def addressed_store(name: str, address: str) -> Store:
    """A store that SQLAlchemy opens."""
    return Store(name, make_url(address))


def _file(source: Path, target: Path) -> None:
    if not source.exists():
        raise FileNotFoundError(f"{source} is not there")
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as store,
        closing(sqlite3.connect(target)) as copy,
    ):
        store.backup(copy, pages=PAGES_A_STEP)
        _close_doors(copy)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the copy is damaged; look at the disk")


def _close_doors(copy: sqlite3.Connection) -> None:
    """Empty what opens something, and write zeros where it lay."""
    copy.execute("PRAGMA secure_delete = ON")
    names = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in sorted(names & set(OPEN_DOORS)):
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant of ours
    copy.commit()


def _dump(address: URL, target: Path) -> None:
    """`pg_dump` in its own compressed form, for `pg_restore`; the password goes by the environment."""
    own = {"PGPASSWORD": unquote(address.password)} if address.password else {}
    own |= {f"PG{key.upper()}": str(value) for key, value in address.query.items() if key.startswith("ssl")}
    words = ["pg_dump", "--format=custom", f"--file={target}", "--no-password", f"--dbname={address.database}"]
    words += [f"--exclude-table-data={table}" for table in OPEN_DOORS]
    words += [f"--host={address.host}"] if address.host else []
    words += [f"--port={address.port}"] if address.port else []
    words += [f"--username={address.username}"] if address.username else []
    done = subprocess.run(words, env=os.environ | own, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise OSError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "pg_dump failed")
