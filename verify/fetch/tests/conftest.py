"""The internet that the tests of the way out live in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from verify.fetch.tests.internet import Internet, internet


@pytest.fixture
def net() -> Iterator[Internet]:
    with internet() as made:
        yield made
