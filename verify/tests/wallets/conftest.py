"""A real chain node for each test of wallets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chronology.anchors.conftest import need_node
from chronology.anchors.evm.testnode import running
from verify.tests.wallets.ground import Chain


@pytest.fixture
def chain() -> Iterator[Chain]:
    need_node()
    with running() as node:
        node.mine(3)
        yield Chain(node)
