"""A government with a clock of the test's own."""

from __future__ import annotations

from typing import Any

import pytest

from verify.blacklist.tests.house import House
from verify.ledger.tests.conftest import Hands, clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger


@pytest.fixture
def house(ledger: Any, clock: Hands) -> House:  # noqa: F811
    """Five maintainers under the founding rules."""
    return House(clock)
