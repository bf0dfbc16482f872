"""The site's store of an earlier version comes forward by the command of docs/operate.md, with everything in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from verify.tests.workers.installation import Installation

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, dict[str, Any]]]:
    made = Installation(tmp_path_factory.mktemp("older"))
    try:
        written = json.loads(made.run("-m", "verify.tests.operations.older"))
        assert rows(made, "SELECT count(*) FROM consents_platform") == [(2,)], "that is no older version"
        made.run("manage.py", "migrate", "-v0", "--skip-checks")
        yield made, written
    finally:
        made.close()


def rows(place: Installation, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(Path(place.folder) / "site.sqlite3")) as store:
        return store.execute(question).fetchall()


def test_people_keys_records_and_checks_are_as_they_were(place: tuple[Installation, dict[str, Any]]) -> None:
    made, written = place
    assert rows(made, "SELECT id, username, password, sessions_from FROM accounts_user") == [
        (written["user"], "ida", "pbkdf2_sha256$1$x$y", None)
    ]
    assert rows(made, "SELECT user_id, organisation_id, role FROM accounts_membership") == [
        (written["user"], written["desk"], "owner")
    ]
    assert rows(made, "SELECT prefix, digest, scopes FROM apikeys_apikey") == [("flk_abc", "d" * 64, '["check"]')]
    assert rows(made, "SELECT id, sha256, user_id FROM ledger_record") == [("r" * 22, "a" * 64, written["user"])]
    assert rows(made, "SELECT id, state, report FROM cases_verification") == [("v" * 22, "done", '{"kept": true}')]


def test_who_wanted_to_be_told_is_told_under_the_same_number(place: tuple[Installation, dict[str, Any]]) -> None:
    made, _ = place
    assert rows(made, "SELECT id, name, url FROM webhooks_subscription") == [
        ("p1", "Open", "https://a.example.org/hook")
    ]


def test_what_was_on_its_way_still_is(place: tuple[Installation, dict[str, Any]]) -> None:
    made, _ = place
    waiting = rows(made, "SELECT id, subscription_id, matter, attempts, due IS NOT NULL FROM webhooks_delivery")
    assert waiting == [("n1", "p1", "o1", 3, 1)]
    assert not rows(made, "SELECT name FROM sqlite_master WHERE name LIKE 'consents_platform%'"), "the old table stayed"
