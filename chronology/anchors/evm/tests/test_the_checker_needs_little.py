"""Checking evidence and asking a node for a header loads neither database, web3, requests nor an EVM."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"sqlalchemy", "alembic", "web3", "requests", "aiohttp", "eth", "eth_tester", "eth_account", "py_ecc", "django"}
SCRIPT = "import json, sys, {module}; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"


def loaded_by(module: str) -> set[str]:
    script = SCRIPT.format(module=module)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=50)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("module", ["check", "header_node", "development", "values"])
def test_the_checkers_modules_load_nothing_heavy(module: str) -> None:
    assert loaded_by(f"chronology.anchors.evm.{module}") & HEAVY == set()


def test_the_probe_sees_what_is_loaded() -> None:
    assert {"web3", "requests"} <= loaded_by("chronology.anchors.evm.rpc")
