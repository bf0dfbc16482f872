"""What the tests of anchors share: a real chain node."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.anchors.evm.testnode import TestNode, program, running
from chronology.anchors.tests.ground import Shore, deploy, new_store


def need_node() -> None:
    """Skip loudly where the real node is not installed; fail where CI=true."""
    if program() is None:
        missing = "the test node is missing: `make` installs it with npm, or run `sh scripts/anvil/install`"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(f"SKIPPED LOUDLY: {missing}")


@pytest.fixture
def anvil() -> Iterator[TestNode]:
    """A fresh real node of its own that mines when told."""
    need_node()
    with running() as node:
        yield node


@pytest.fixture
def shore(anvil: TestNode, tmp_path: Path) -> Iterator[Shore]:
    """A fresh node with the contract on it, and a store with its tables."""
    engine = new_store(tmp_path)
    yield Shore(anvil, engine, deploy(anvil))
    engine.dispose()
