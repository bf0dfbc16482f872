"""The same rows, constraints and triggers on PostgreSQL, in a server that lives as long as this test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from verify.tests.workers.installation import free_port

pytestmark = [pytest.mark.timeout(60), pytest.mark.xdist_group("postgresql")]

# What talks to the database in its own words: triggers, constraints, leases, counters.
SUITES = (
    "verify/registry/tests/test_lists_are_never_edited.py",
    "verify/registry/tests/test_lists_never_roll_back.py",
    "verify/registry/tests/test_the_policy_of_a_reader.py",
    "verify/accounts/tests/test_an_owner_always_stays.py",
    "verify/jobs",
    "verify/cases/tests/test_examining.py",
    "verify/cases/tests/test_sweeping.py",
)


def program(name: str) -> str:
    folders = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing: install the package postgresql")
    pytest.skip(f"SKIPPED LOUDLY: {name} is missing; install the package postgresql")


@dataclass(frozen=True)
class Server:
    """Where it is, and what it writes down."""

    address: str
    log: Path


def as_owner(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root, and then runs as the user its package made."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


@pytest.fixture
def server() -> Iterator[Server]:
    """An empty server."""
    initdb, control, port = program("initdb"), program("pg_ctl"), free_port()
    # Outside the test's own folder, which only this user may enter.
    made = subprocess.run(
        as_owner("mktemp", "-d", "-t", "firstlight-pg-XXXXXX"), capture_output=True, text=True, check=True
    )
    folder = made.stdout.strip()
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c log_statement=ddl"
    )
    try:
        subprocess.run(
            as_owner(initdb, "-A", "trust", "-U", "firstlight", "-D", f"{folder}/data"), capture_output=True, check=True
        )
        start = as_owner(control, "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "start")
        subprocess.run(start, stdout=subprocess.DEVNULL, check=True)
        yield Server(f"postgresql://firstlight@127.0.0.1:{port}", Path(folder, "log"))
        subprocess.run(
            as_owner(control, "-m", "immediate", "-D", f"{folder}/data", "stop"), capture_output=True, check=True
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_everything_about_rows_holds_on_postgresql_too(server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--create-db", *SUITES],
        cwd=settings.BASE_DIR,
        env={**os.environ, "FIRSTLIGHT_TEST_POSTGRESQL": server.address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "CREATE TRIGGER trust_list_version_no_update" in server.log.read_text("utf-8"), "it ran somewhere else"
