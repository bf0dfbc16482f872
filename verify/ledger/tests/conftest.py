"""The ledger with a clock, randomness and stores of this test's own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from verify.ledger import parts as ledger_parts
from verify.ledger.errors import LogUnavailable, SignerUnavailable
from verify.ledger.parts import Parts
from verify.ledger.terms import Terms

BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Hands:
    """A clock that moves when it is told to."""

    at: datetime = field(default=BEGUN)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, seconds: float) -> datetime:
        self.at += timedelta(seconds=seconds)
        return self.at


def no_log(*_: object) -> Any:
    raise LogUnavailable("There is no log in this test.")


def no_signer(*_: object) -> bytes:
    raise SignerUnavailable("There is no signer in this test.")


TERMS = Terms(
    origin="log.example.org/desk",
    batch_seconds=1,
    sealed_seconds=60,
    sealed_batch=8,
    checkpoint_seconds=2,
    anchor_seconds=60,
)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def use_parts(clock: Hands) -> Iterator[Callable[..., Parts]]:
    """Change single parts for this test."""
    before = ledger_parts._parts
    current = Parts(clock, secrets.token_bytes, no_log, no_log, no_signer, TERMS)
    ledger_parts.use(current)

    def change(**changes: Any) -> Parts:
        made = replace(ledger_parts.parts(), **changes)
        ledger_parts.use(made)
        return made

    yield change
    ledger_parts._parts = before


@pytest.fixture
def ledger(stores: None, use_parts: Callable[..., Parts]) -> Callable[..., Parts]:
    """Rows and parts, without a log."""
    return use_parts
