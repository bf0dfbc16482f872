"""Bytes that must survive a power cut: one way to say so to the operating system."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

FEW_FILES = 8  # from here on one sync of the whole file system is cheaper than one a file
_C = ctypes.CDLL(None, use_errno=True)


def sync_all(root: Path, files: Iterable[Path]) -> None:
    """Make these files and folders below `root` durable; raises OSError, after which nothing may be relied on."""
    names = list(files)
    if len(names) > FEW_FILES and hasattr(_C, "syncfs"):
        _sync_file_system(root)
        return
    for name in names:
        _sync_one(name)


def _sync_one(name: Path) -> None:
    descriptor = os.open(name, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_file_system(root: Path) -> None:
    descriptor = os.open(root, os.O_RDONLY)
    try:
        if _C.syncfs(descriptor):
            raise OSError(ctypes.get_errno(), "syncfs")
    finally:
        os.close(descriptor)
