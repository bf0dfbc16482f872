"""Bring the tables of the index to the newest form."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from verify.index.engines import answered, reading, writing

NEWEST: Final = "0001"
"""The last step in `versions/`; a store that is there needs no migration tool loaded to be told so."""

UPGRADE_LOCK: Final = 3_741_955_261
"""The number of PostgreSQL's advisory lock under which one process at a time changes these tables."""


def upgrade(engine: Engine) -> None:
    """Run every step that this store lacks, all in one transaction; several processes may call it at once.

    Raises IndexUnavailable where the store does not answer.
    """
    with answered():
        if revision(engine) != NEWEST:
            _run_steps(engine)


def revision(engine: Engine) -> str | None:
    """Name the step at which this store is."""
    with reading(engine) as connection:
        return _revision(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _run_steps(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": UPGRADE_LOCK})
        if _revision(connection) != NEWEST:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
