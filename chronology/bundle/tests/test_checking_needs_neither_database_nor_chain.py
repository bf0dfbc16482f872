"""DESIGN section 7: the checker imports neither Django nor SQLAlchemy nor web3, and no HTTP library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from chronology.cli.shipping import FORBIDDEN, LOADED_LATE

CHECKING = ("chronology.bundle", "chronology.cli.checker", *LOADED_LATE)


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages that a fresh process has loaded after these imports."""
    code = f"import sys, {', '.join(modules)}; print(*{{one.partition('.')[0] for one in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_none_of_them_is_loaded() -> None:
    assert not loaded_by(*CHECKING) & set(FORBIDDEN)


@pytest.mark.parametrize("module", ["chronology.bundle.assemble"])
def test_the_test_sees_what_does_load_one(module: str) -> None:
    """What makes bundles reads a log, so it loads the database layer: the test must notice."""
    assert "sqlalchemy" in loaded_by(module)


def test_public_names_load_only_what_is_asked_for() -> None:
    assert "cryptography" not in loaded_by("chronology")
