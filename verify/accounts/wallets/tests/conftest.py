"""A log-in by wallet with a clock and a node of this test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from verify.accounts.wallets import parts as wallet_parts
from verify.accounts.wallets.parts import Parts


@dataclass
class Hands:
    """A clock that moves when it is told to."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **length: float) -> None:
        self.at += timedelta(**length)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def use_parts(clock: Hands) -> Iterator[Callable[..., Parts]]:
    """Change single parts for this test."""
    before = wallet_parts.parts()

    def used(**changed: Any) -> Parts:
        made = replace(before, **{"clock": clock, **changed})
        wallet_parts.use(made)
        return made

    used()
    yield used
    wallet_parts.use(before)


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()
