"""Who reads a stranger's archive, started as the site starts it, opens no file, makes no socket and no process."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

import pytest

from provenance.sandbox.calls_wall import written_filter
from provenance.sandbox.files_wall import landlock_version
from verify.batches.archives import ROOT

WALLS: Final = "from verify.batches import unpacker; unpacker.behind_walls()"
ATTEMPTS: Final = """
import os, socket
def attempt(name, what):
    try:
        what()
    except PermissionError:
        print(name)
def fork():
    os.fork() or os._exit(0)
"""
TRIED: Final = """
attempt("open", lambda: open("/etc/passwd"))
attempt("socket", socket.socketpair)
attempt("fork", fork)
"""
NO_CALLS_WALL: Final = "from provenance.sandbox import calls_wall; calls_wall.close_calls = lambda: True\n"

walled = pytest.mark.skipif(not (landlock_version() and written_filter(())), reason="THIS SYSTEM HAS NO WALLS")


def refused(before: str = "") -> set[str]:
    """What a reader of archives is not allowed, once its walls stand."""
    code = ATTEMPTS + before + WALLS + TRIED
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env={}, timeout=60)
    return set(done.stdout.decode().split())


@walled
def test_neither_files_nor_sockets_nor_processes() -> None:
    assert refused() == {"open", "socket", "fork"}


@walled
def test_a_missing_wall_would_be_noticed() -> None:
    assert refused(NO_CALLS_WALL) == {"open"}
