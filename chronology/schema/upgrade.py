"""Bring the tables of a store to the newest form."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from chronology.schema.engines import writing

UPGRADE_LOCK = 3_741_955_260
"""The number of PostgreSQL's advisory lock under which one process at a time changes tables."""


def upgrade(engine: Engine) -> None:
    """Run every step that this store lacks, all in one transaction; several processes may call it at once."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": UPGRADE_LOCK})
        if revision(connection) != newest_revision():
            command.upgrade(_config(connection), "head")


def revision(connection: Connection) -> str | None:
    """Name the step at which this store is."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Name the last step there is."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
