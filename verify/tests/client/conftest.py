"""A client made from what a running installation says of itself, and keys for it."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from verify.api.schema.client import PACKAGE, client_made
from verify.tests.browser.demo import ROOT, Demo, plain_environment

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They share the demo of the browser's tests, so they run in its process; the first waits for its start."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.timeout(240))


@pytest.fixture(scope="session")
def served(demo: Demo) -> dict[str, Any]:
    """The document as the running installation serves it."""
    with urllib.request.urlopen(f"{demo.address}/api/v1/schema") as answer:
        document: dict[str, Any] = json.load(answer)
    return document


@pytest.fixture(scope="session")
def made(served: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the generated package lies."""
    return client_made(served, tmp_path_factory.mktemp("client") / "made").parent


@pytest.fixture(scope="session")
def journey(made: Path) -> Iterator[Any]:
    """The program of a platform, with the generated package to import."""
    sys.path.insert(0, str(made))
    yield importlib.import_module("verify.tests.client.journey")
    sys.path.remove(str(made))
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture(scope="session")
def key(demo: Demo) -> Callable[..., str]:
    """A key of the demo's user with these scopes, as the page for newcomers makes one; each is made once."""

    @cache
    def made(*scopes: str) -> str:
        command = [sys.executable, "manage.py", "key", *scopes]
        environment = {**plain_environment(), "DEMO": "1", "DATA_DIR": str(demo.folder)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    return made
