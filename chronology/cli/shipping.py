"""Copies what the checker is made of into a folder: exactly the modules of ours that it loads, and no others."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

LOADED_LATE = (
    "chronology.bundle.anchor_kinds",
    "chronology.bundle.later",
    "chronology.bundle.layout",
    "chronology.bundle.reading",
    "chronology.bundle.zipped",
)
"""What the checker imports only when a bundle needs it."""

FORBIDDEN = ("django", "provenance", "requests", "sqlalchemy", "verify", "web3")
"""DESIGN section 7: none of these may come with the checker."""


def ship(target: Path) -> list[str]:
    """Copy the modules below `target` and name them; exits where a forbidden package came along."""
    for name in ("chronology.cli.checker", *LOADED_LATE):
        importlib.import_module(name)
    if strangers := sorted(name for name in FORBIDDEN if name in sys.modules):
        sys.exit(f"The checker would load {', '.join(strangers)}: import that later, or elsewhere.")
    ours = sorted(name for name in sys.modules if name.partition(".")[0] == "chronology")
    for name in ours:
        _copy(sys.modules[name], target)
    return ours


def _copy(module: ModuleType, target: Path) -> None:
    source = Path(str(module.__file__))
    root = Path(str(sys.modules["chronology"].__file__)).parents[1]
    copy = target / source.relative_to(root)
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, copy)


if __name__ == "__main__":
    ship(Path(sys.argv[1]))
