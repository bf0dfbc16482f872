"""Where rows live: SQLite files beside each other by default, PostgreSQL where an address is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# How long a writer waits for another one before it gives up: far above the longest transaction here.
BUSY_SECONDS = 20

# This machine, where no line leaves it.
HERE = ("", "localhost", "127.0.0.1", "::1")

SHAPE = "DATABASE_URL must look like postgresql://user:password@host:5432/name."

# Rows that come and go with the work are kept apart so that the site's own backup holds none of them; keys of single
# data are kept apart so that no backup of the site ever opens what was erased. The government of the camera list has
# an installation of its own in production.
STORE_OF_APP = {
    "jobs": "jobs",
    "django_tasks_database": "jobs",
    "django_cache": "jobs",
    "tallies": "jobs",
    "ledger_keys": "keys",
    "blacklist": "blacklist",
    "reporting": "blacklist",
}


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


def store_address(address: str, name: str, file: Path) -> str:
    """The address of a store that SQLAlchemy opens: PostgreSQL where one is given, else a file."""
    if address and not address.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(SHAPE.replace("DATABASE_URL", name))
    if not address:
        return f"sqlite:///{file}"
    found: str = _over_tls(_url(address.replace("postgres://", "postgresql://", 1))).render_as_string(
        hide_password=False
    )
    return found


def cache_address(address: str) -> str:
    """The address of Redis, or nothing."""
    if address and not address.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL must look like redis://:password@host:6379/0 (or rediss://, or unix://).")
    return address


def cache_store(address: str) -> dict[str, Any]:
    """Django's description of where short-lived values lie: Redis where an address is given, else a table."""
    if address:
        return {"BACKEND": "verify.shared.cache.SharedCache", "LOCATION": address, "KEY_PREFIX": "firstlight"}
    return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}


def bucket_address(address: str, name: str) -> str:
    """The address of a bucket, or nothing."""
    if address and (not address.startswith("s3://") or not address.removeprefix("s3://").partition("/")[0]):
        raise ImproperlyConfigured(f"{name} must look like s3://bucket/prefix.")
    return address


def _url(address: str) -> Any:
    # Only imported where an address is given: SQLAlchemy's reader of addresses is the well-kept one we ship anyway.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except ArgumentError as problem:
        raise ImproperlyConfigured(SHAPE) from problem
    if not url.drivername.startswith("postgres") or not url.database:
        raise ImproperlyConfigured(SHAPE)
    return url


def _over_tls(url: Any) -> Any:
    """A server elsewhere shows a certificate of its name, of the system's authorities where the address names no other.

    An address that says `sslmode` itself is left as it is: it is the operator's word.
    """
    host = str(url.host or url.query.get("host", ""))
    if host in HERE or host.startswith("/") or "sslmode" in url.query:
        return url
    root = {} if "sslrootcert" in url.query else {"sslrootcert": "system"}
    return url.update_query_dict({"sslmode": "verify-full", **root})


def _postgresql(address: str) -> dict[str, Any]:
    url = _over_tls(_url(address))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.database,
        "USER": url.username or "",
        "PASSWORD": url.password or "",
        "HOST": url.host or "",
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(url.query),
    }


class Stores:
    """Django's router: job rows, tasks and the cache live in `jobs`, keys in `keys`, everything else in `default`."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return STORE_OF_APP.get(model._meta.app_label, "default")  # noqa: SLF001 - Django's public way to ask

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return self.db_for_read(one) == self.db_for_read(other)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == STORE_OF_APP.get(app_label, "default")
