"""What this machine offers and lacks, one line a part, with the name of the package that would help."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from provenance.errors import SandboxUnavailable
from provenance.policy import Policy
from provenance.sandbox import Sandbox
from verify.installation import walls_found
from verify.registry.selectors import current_lists

# Below this an installation soon has no room for uploads of the largest size.
ROOM_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """`needed` parts stop production where they are not `there`; the others only turn something off."""

    name: str
    there: bool
    words: str
    needed: bool = False


def parts() -> Iterator[Part]:
    """Look at every part, the system first."""
    yield Part("kernel", sys.platform == "linux", f"{platform.system()} {platform.release()}", needed=True)
    yield Part("Python", True, platform.python_version(), needed=True)
    yield from _walls()
    yield _sandbox()
    yield _program("Chromium", ("chromium", "chromium-browser", "google-chrome"), "chromium", "browser tests")
    yield _disk()
    for store in ("default", "jobs"):
        yield _store(store)
    yield from _lists()


def _walls() -> Iterator[Part]:
    found = walls_found()
    landlock = f"version {found.landlock}" if found.landlock else "the kernel does not offer it (5.13 or newer does)"
    yield Part("Landlock", bool(found.landlock), landlock, needed=not found.seccomp)
    seccomp = "offered" if found.seccomp else "not offered, or the package libseccomp2 is missing"
    yield Part("seccomp", found.seccomp, seccomp, needed=not found.landlock)
    bubblewrap = "works" if found.bubblewrap else "missing: the package bubblewrap adds a wall around all media"
    yield Part("bubblewrap", found.bubblewrap, bubblewrap)


def _sandbox() -> Part:
    try:
        with Sandbox(Policy(), warm=1, require_walls=False) as sandbox:
            return Part("sandbox", True, sandbox.walls().sentence, needed=True)
    except SandboxUnavailable as problem:
        return Part("sandbox", False, f"{problem.public} {problem.detail}".strip(), needed=True)


def _program(name: str, commands: tuple[str, ...], package: str, use: str) -> Part:
    there = any(shutil.which(command) for command in commands)
    return Part(name, there, "found" if there else f"missing: the package {package} is needed for {use}")


def _disk() -> Part:
    free = shutil.disk_usage(Path(settings.DATA_DIR)).free
    return Part("disk", free >= ROOM_BYTES, f"{free / 1e9:.1f} GB free in the data folder", needed=True)


def _store(name: str) -> Part:
    label = f"store {name}"
    try:
        executor = MigrationExecutor(connections[name])
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return Part(label, False, "does not answer: check its address and rights", needed=True)
    words = "up to date" if not waiting else f"{waiting} migrations wait: manage.py migrate --database {name}"
    return Part(label, not waiting, words, needed=True)


def _lists() -> Iterator[Part]:
    try:
        lists = current_lists()
    except DatabaseError:
        lists = []
    for one in lists:
        dated = f"issued {one.issued:%Y-%m-%d}" if one.issued else "without a date of its own"
        yield Part("trust list", True, f"{one.name} ({one.tier}), {dated}, {one.certificates} certificates")
    if not lists:
        yield Part("trust list", False, "none: every signer is unknown until manage.py trust refresh")
