"""Where rows live: SQLite files beside each other by default, PostgreSQL where an address is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# How long a writer waits for another one before it gives up: far above the longest transaction here.
BUSY_SECONDS = 20

SHAPE = "DATABASE_URL must look like postgresql://user:password@host:5432/name."

# Apps whose rows come and go with the work: kept apart so that the site's own backup holds none of it.
JOB_APPS = frozenset({"jobs", "django_tasks_database", "django_cache"})


def database(address: str, file: Path, *, durable: bool) -> dict[str, Any]:
    """Django's description of one store; `durable` makes SQLite sync each commit, also against power loss."""
    return _postgresql(address) if address else _sqlite(file, durable=durable)


def _sqlite(file: Path, *, durable: bool) -> dict[str, Any]:
    synchronous = "FULL" if durable else "NORMAL"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA secure_delete=ON;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    # Only imported where an address is given: SQLAlchemy's reader of addresses is the well-kept one we ship anyway.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except ArgumentError as problem:
        raise ImproperlyConfigured(SHAPE) from problem
    if not url.drivername.startswith("postgres") or not url.database:
        raise ImproperlyConfigured(SHAPE)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.database,
        "USER": url.username or "",
        "PASSWORD": url.password or "",
        "HOST": url.host or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


class Stores:
    """Django's router: job rows, tasks and the cache live in the store `jobs`, everything else in `default`."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return "jobs" if model._meta.app_label in JOB_APPS else "default"  # noqa: SLF001 - Django's public way to ask

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == ("jobs" if app_label in JOB_APPS else "default")
