"""A real PostgreSQL server for tests, started and ended by them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest


@dataclass(frozen=True)
class Server:
    """Where it listens, and how to end and start it."""

    port: int
    folder: Path

    @property
    def address(self) -> str:
        """Its URL without a database."""
        return f"postgresql://firstlight@127.0.0.1:{self.port}"

    def new_database(self, name: str) -> str:
        """Make an empty database and give its URL."""
        with psycopg.connect(f"{self.address}/postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{self.address}/{name}"

    def start(self, *options: str) -> None:
        """Start it and wait until it answers."""
        told = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} {' '.join(options)}"
        )
        self._control("-w", "-l", f"{self.folder}/log", "-o", told, "start")

    def stop_at_once(self) -> None:
        """End it as a crash would."""
        self._control("-m", "immediate", "stop")

    def _control(self, *words: str) -> None:
        command = as_owner(program("pg_ctl"), "-D", f"{self.folder}/data", *words)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def running_server(*options: str) -> Iterator[Server]:
    """An empty server; without options it is as quick as tests want it, which is not durable."""
    initdb = program("initdb")
    # Outside the test's own folder, which only this user may enter.
    made = subprocess.run(
        as_owner("mktemp", "-d", "-t", "firstlight-pg-XXXXXX"), capture_output=True, text=True, check=True
    )
    server = Server(_free_port(), Path(made.stdout.strip()))
    try:
        subprocess.run(
            as_owner(initdb, "-A", "trust", "-U", "firstlight", "-D", f"{server.folder}/data"),
            capture_output=True,
            check=True,
        )
        server.start(*(options or ("-c fsync=off",)))
        yield server
        server.stop_at_once()
    finally:
        shutil.rmtree(server.folder, ignore_errors=True)


def program(name: str) -> str:
    """Where a program of PostgreSQL lies."""
    folders = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which(name, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing: install the package postgresql")
    pytest.skip(f"SKIPPED LOUDLY: {name} is missing; install the package postgresql")


def as_owner(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root, and then runs as the user its package made."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
