"""The whole way of a record with every store on one PostgreSQL server, in production settings."""

from __future__ import annotations

import base64
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from verify.ledger.tests.test_the_signer_process import Ledger, require_whole
from verify.tests.test_postgresql import Server, server  # noqa: F401 - a server that lives as long as the test
from verify.tests.workers.installation import until

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("postgresql")]

STORES = {
    "DATABASE_URL": "site",
    "JOBS_DATABASE_URL": "jobs",
    "KEYS_DATABASE_URL": "keys",
    "CHRONOLOGY_DATABASE_URL": "chronology",
}


class ServerLedger(Ledger):
    """The same installation with its rows on a server."""

    server = ""

    @property
    def environment(self) -> dict[str, str]:
        own = {name: f"{self.server}/{store}" for name, store in STORES.items()}
        kept = {name: value for name, value in super().environment.items() if name != "DEMO"}
        return {**kept, **own, "SECRET_KEY": "a-key-for-this-test-alone-" * 3, "ALLOWED_HOSTS": "desk.example.org"}

    def rows(self, query: str, store: str = "site") -> list[tuple[Any, ...]]:
        with psycopg.connect(f"{self.server}/{store}") as connection:
            return connection.execute(query).fetchall()  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path, server: Server) -> Iterator[ServerLedger]:  # noqa: F811
    with psycopg.connect(f"{server.address}/postgres", autocommit=True) as connection:
        for store in STORES.values():
            connection.execute(f'CREATE DATABASE "{store}"')  # type: ignore[arg-type]
    ledger = ServerLedger(tmp_path)
    ledger.server = server.address
    for store in ("default", "keys"):
        ledger.run("manage.py", "migrate", "-v0", "--skip-checks", "--database", store)
    yield ledger
    ledger.close()


def test_records_are_entered_anchored_and_bundled_and_a_kill_loses_nothing(place: ServerLedger) -> None:
    process = place.signer()
    opened, _ = place.record("open", "a photo", "sealed", "a source")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    place.signer()
    assert until(place.all_recorded, 120)
    assert until(place.all_anchored, 120)
    health, bundle = place.ask("health=", f"bundle={opened}")
    require_whole(base64.b64decode(bundle), "a photo", health["vkey"])
    assert health["origin"] == "desk.example.org/log"
    assert "writes to this log now; stop it first" in place.refused()
