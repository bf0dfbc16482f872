"""The machine: kernel, walls of the sandbox, programs, disk."""

from __future__ import annotations

import ctypes.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings

from provenance.blindlist.sodium import sodium
from provenance.errors import ProvenanceError, SandboxUnavailable
from provenance.policy import Policy
from provenance.sandbox import Sandbox
from verify.diagnosis.part import Part
from verify.installation import walls_found

ROOM_BYTES: Final = 2_000_000_000
"""Below this an installation soon has no room for uploads of the largest size."""

ROOM_FILES: Final = 10_000
"""A disk may be full of small files while bytes are left."""

PANGO: Final = ("pango-1.0", "pangoft2-1.0")
WITHOUT_NAMESPACES: Final = "does not start here: media is opened behind the other walls alone"
NAMESPACES: Final = (
    "let this user make namespaces (sysctl kernel.unprivileged_userns_clone, user.max_user_namespaces; AppArmor), and "
    "run `bwrap --unshare-all --ro-bind / / true` as that user to see why not"
)

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")


def system() -> Iterator[Part]:
    """What the system gives."""
    linux = sys.platform == "linux"
    release = f"{platform.system()} {platform.release()}"
    yield Part("kernel", linux, release, needed=True, todo="" if linux else "use Linux: the sandbox needs it")
    yield Part("Python", True, platform.python_version(), needed=True)
    yield from _walls()
    there = any(shutil.which(command) for command in BROWSERS)
    words = "found" if there else "missing: browser tests are skipped"
    yield Part("Chromium", there, words, todo="" if there else "install the package chromium, if you run the tests")
    yield _sodium()
    yield _chromaprint()
    yield _pango()


def _walls() -> Iterator[Part]:
    found = walls_found()
    landlock = f"version {found.landlock}" if found.landlock else "the kernel does not offer it"
    yield Part(
        "Landlock",
        bool(found.landlock),
        landlock,
        needed=not found.seccomp,
        todo="" if found.landlock else "use a kernel from 5.13 on, with landlock among its security modules",
    )
    seccomp = "offered" if found.seccomp else "not offered, or the package libseccomp2 is missing"
    yield Part(
        "seccomp",
        found.seccomp,
        seccomp,
        needed=not found.landlock,
        todo="" if found.seccomp else "install the package libseccomp2",
    )
    bubblewrap = "found" if found.bubblewrap else "missing"
    yield Part(
        "bubblewrap",
        found.bubblewrap,
        bubblewrap,
        todo="" if found.bubblewrap else "install the package bubblewrap: it adds a wall around all media",
    )


def _sodium() -> Part:
    try:
        sodium()
    except ProvenanceError as problem:
        words = f"{problem.public} Until then no camera list is asked."
        return Part("libsodium", False, words, todo="install the package libsodium23")
    return Part("libsodium", True, "found")


def _chromaprint() -> Part:
    if ctypes.util.find_library("chromaprint"):
        return Part("chromaprint", True, "found")
    words = "missing: sound is checked, and not found again among recorded works"
    return Part("chromaprint", False, words, todo="install the package libchromaprint1")


def sandbox() -> Iterator[Part]:
    """Start one and have it open a file."""
    try:
        with Sandbox(Policy(), warm=1, require_walls=False) as opened:
            stands = opened.walls()
        yield Part("sandbox", True, stands.sentence, needed=True)
        if walls_found().bubblewrap and not stands.bubblewrap:
            yield Part("bubblewrap", False, WITHOUT_NAMESPACES, todo=NAMESPACES)
    except SandboxUnavailable as problem:
        words = f"{problem.public} {problem.detail}".strip()
        yield Part("sandbox", False, words, needed=True, todo="mend what stands above about kernel and walls")


def disk() -> Iterator[Part]:
    """Room for bytes and for files."""
    folder = Path(settings.DATA_DIR)
    free, files = shutil.disk_usage(folder).free, os.statvfs(folder)
    room = free >= ROOM_BYTES
    words = f"{free / 1e9:.1f} GB free in the data folder"
    todo = "" if room else "free at least 2 GB there, or move DATA_DIR to a larger disk"
    yield Part("disk", room, words, needed=True, todo=todo)
    # A file system without a fixed number of files says that it has none at all.
    if files.f_files and files.f_favail < ROOM_FILES:
        left = f"room for {files.f_favail} more files only"
        yield Part("disk", False, left, needed=True, todo="remove small files from that disk, or move DATA_DIR")


def _pango() -> Part:
    """What sets reports on paper."""
    missing = [name for name in PANGO if not ctypes.util.find_library(name)]
    if not missing:
        return Part("Pango", True, "found")
    words = f"{' and '.join(missing)} missing: no report is set as PDF, everything else works"
    return Part("Pango", False, words, todo="install the packages libpango-1.0-0 and libpangoft2-1.0-0")
