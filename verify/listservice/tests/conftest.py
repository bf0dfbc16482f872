"""A list with five stations, founded, on a shelf of this test's own."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from provenance.blindlist.pins import set_to_json
from verify.ledger.parts import Parts
from verify.ledger.tests.conftest import Hands, clock, use_parts  # noqa: F401 - fixtures of the ledger
from verify.listservice.tests.world import URLS, World


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: stations write through to the disk, and tests share it with others."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as made:
        yield Path(made)


@pytest.fixture
def world(db: None, quick: Path, settings: Any, clock: Hands, use_parts: Callable[..., Parts]) -> Iterator[World]:  # noqa: F811
    """Founded and not yet begun."""
    use_parts()
    settings.LIST_DIR = quick / "list"
    made = World(quick, clock)
    settings.LIST_DIR.mkdir()
    (settings.LIST_DIR / "pins.json").write_text(json.dumps(set_to_json(made.members)), "utf-8")
    with URLS:
        yield made
