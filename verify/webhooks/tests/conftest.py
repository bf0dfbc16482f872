"""The ledger's parts, somebody who subscribes, and an internet with a receiver in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from verify import wiring
from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.fetch.tests.internet import Internet, internet
from verify.ledger.parts import Parts
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.webhooks.tests.receiving import HOOK, Receiver


@pytest.fixture
def room(ledger: Callable[..., Parts], data_dir: Path) -> None:  # noqa: F811
    """Rows and keys, without a log."""


@pytest.fixture
def ada(room: None) -> User:
    return person("ada")


@pytest.fixture
def net(room: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        yield made


@pytest.fixture
def receiver(net: Internet) -> Receiver:
    made = Receiver(net)
    net.site.serve(HOOK, made)
    return made
