"""Pages make records, and records are put into the index by the process that serves pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

LOADED = "import sys; print(sorted({'numpy', 'numba', 'cv2', 'PIL', 'av'} & set(sys.modules)))"


def loaded_after(*modules: str) -> str:
    code = "; ".join([*(f"import {module}" for module in modules), LOADED])
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_store_and_the_client_load_none() -> None:
    assert loaded_after("verify.index.items", "verify.index.asking", "verify.index.keying") == "[]"


def test_the_finder_does_so_the_test_can_see_it() -> None:
    assert "numpy" in loaded_after("verify.index.finder.finding")
