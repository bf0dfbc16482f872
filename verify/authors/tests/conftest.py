"""A newsroom with a clock of the test's own: over rows alone, or on a real log where a test asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from verify.authors.tests.ground import Ground
from verify.cases.tests.recording import Chronicle, chronicle
from verify.ledger.tests.conftest import Hands, clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger


@pytest.fixture
def ground(ledger: Any, clock: Hands) -> Ground:  # noqa: F811
    """A desk and its journalist, with a key each; what they sign waits for a log."""
    return Ground.begin(clock)


@pytest.fixture
def log(data_dir: Path, stores: None, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def logged(log: Chronicle) -> Ground:
    """The same on a real log."""
    return Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]
