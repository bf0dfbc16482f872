"""The ledger's parts, people who review, and a platform that wants to be told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verify.accounts.models import User
from verify.consents.services import platform_open
from verify.ledger.parts import Parts, parts
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.webhooks.models import Subscription


@pytest.fixture
def room(ledger: Callable[..., Parts], data_dir: Path) -> None:  # noqa: F811
    """Rows and keys, without a log."""


@pytest.fixture
def reviewer(room: None) -> User:
    return User.objects.create_user("vera")


@pytest.fixture
def platform(room: None) -> Subscription:
    return platform_open(name="Posts", url="https://posts.example/hooks/likeness", at=parts().clock())
