"""What every test of the site may use."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

PYTHONS_OWN_DEPTH = sys.getrecursionlimit()
HEAVIEST = (
    "postgresql",
    "columns",
    "browser",
    "faults",
    "demo",
    "verify/tests/badmedia/test_bad_media.py",
    "authorisation",
    "rigs",
    "signer",
    "verify/tests/workers/test_a_batch_outlives_its_workers.py",
    "verify/tests/test_planted_marks_are_nowhere.py",
    "provenance/tests/test_every_class_of_the_corpus_gets_its_code.py",
)
"""Groups that take longest, longest first: where several run side by side, none of these is begun last, alone."""

WITH_REAL_SERVERS = {
    *("browser", "client", "columns", "faults", "operations", "rigs", "web", "workers"),
    *("anchors", "badmedia", "demo", "ledger", "mirror", "sandbox", "wallets", "webhooks"),
}
"""Folders whose tests start browsers, databases and whole sites, which on two busy processors may miss a deadline.

They are tried a second time, which is told in red with what failed; a run may do so MOST_SECOND_TRIES times.
"""
MEASURING_TIME = {"test_hit_and_miss_cannot_be_told_apart.py", "test_hit_and_miss_look_the_same.py"}
"""Files that compare times of answers statistically, which a neighbour on the same processor disturbs: likewise."""
MOST_SECOND_TRIES = 5
LAST_WORDS = 2_000  # of what failed at the first try


@pytest.fixture(autouse=True)
def python_s_own_depth() -> None:
    """Libraries that tests hold ours against raise it for the whole process when they are imported; ours do not."""
    sys.setrecursionlimit(PYTHONS_OWN_DEPTH)


@pytest.fixture
def data_dir(settings: Any, tmp_path: Path) -> Path:
    """A data folder for this test alone; the stores stay those of the test run."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that use the stores say so before they run, so that every store is made and not only some."""
    for item in items:
        _keep_together(item)
        if WITH_REAL_SERVERS & set(Path(_file(item)).parts) or item.path.name in MEASURING_TIME:
            item.add_marker(pytest.mark.flaky(reruns=1))
        if "stores" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(databases=["default", "jobs", "keys", "blacklist"]))


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def heaviest_first(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The order in which the runner hands out groups; within a group, and without a runner, everything stays."""
    if hasattr(config, "workerinput"):
        sizes = Counter(map(_group, items))
        ranks = {name: rank for rank, name in enumerate(HEAVIEST)}
        items.sort(key=lambda item: (ranks.get(_group(item), len(ranks)), -sizes[_group(item)], _group(item)))


def pytest_configure(config: pytest.Config) -> None:
    """Many second tries are a defect and end the run."""
    config.option.max_suite_reruns = MOST_SECOND_TRIES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what failed at the first try, so that a test that often does is mended and not forgotten."""
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.write_line(f"TRIED TWICE: {report.nodeid}", red=True, bold=True)
        terminalreporter.write_line(report.longreprtext[-LAST_WORDS:])


@pytest.fixture
def stores(db: None) -> None:
    """All stores, rolled back after the test."""


def _keep_together(item: pytest.Item) -> None:
    """Where several run side by side: the tests of a file in one process, and all that share one browser and demo."""
    if item.get_closest_marker("xdist_group") is None:
        item.add_marker(pytest.mark.xdist_group("browser" if "browser" in item.path.parts else _file(item)))


def _group(item: pytest.Item) -> str:
    marker = item.get_closest_marker("xdist_group")
    return str(marker.args[0]) if marker else _file(item)


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


@pytest.fixture(autouse=True)
def _the_trail_goes_with_its_test(request: pytest.FixtureRequest, _django_db_marker: None) -> Iterator[None]:
    """Tests that commit are cleaned up by deleting every row, which the audit trail refuses on SQLite."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        _forget_the_trail()


def _forget_the_trail() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    trigger = import_module("verify.audit.migrations.0002_rows_never_change").SQLITE.format(verb="delete")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_delete")
        cursor.execute("DELETE FROM audit_entry")
        cursor.execute(trigger)
