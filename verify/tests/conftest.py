"""One demo for all tests of a process that look at a running installation: it takes half a minute to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from verify.tests.browser.demo import Demo, running_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo
