"""A copy of a store on a real PostgreSQL, put back into an empty one as docs/operate.md says."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from chronology.schema.tests.postgresql import Server, program, running_server
from verify.keeping.copying import Places, backup_check, backup_make
from verify.keeping.errors import BackupFailed
from verify.keeping.stores import addressed_store, django_store

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as made:
        yield made


def said(server: Server, name: str) -> dict[str, object]:
    return {"ENGINE": "django.db.backends.postgresql", "NAME": name, "USER": "firstlight", "PASSWORD": "",
            "HOST": "127.0.0.1", "PORT": str(server.port), "OPTIONS": {}}  # fmt: skip


def ask(server: Server, name: str, *questions: str) -> list[tuple[object, ...]]:
    with psycopg.connect(host="127.0.0.1", port=server.port, user="firstlight", dbname=name, autocommit=True) as line:
        for question in questions:
            cursor = line.execute(question)
        return cursor.fetchall() if cursor.description else []


def test_what_was_copied_comes_back_with_its_numbers_going_on(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(program('pg_dump')).parent}{os.pathsep}{os.environ['PATH']}")
    ask(server, "postgres", "CREATE DATABASE site", "CREATE DATABASE anew", "CREATE DATABASE keys")
    ask(server, "site", "CREATE TABLE record (id serial PRIMARY KEY, title text)",
        "INSERT INTO record (title) SELECT 'Ä ' || n FROM generate_series(1, 500) n")  # fmt: skip
    places = Places(tmp_path / "copies", tmp_path / "keys")
    made = backup_make(places, [django_store("default", said(server, "site"))],
                       django_store("keys", said(server, "keys")), None, AT)  # fmt: skip
    assert backup_check(made) == ["default.dump"]
    address = f"postgresql://firstlight@127.0.0.1:{server.port}/anew"
    words = ["pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={address}", str(made / "default.dump")]
    subprocess.run(words, check=True, capture_output=True)
    question = "SELECT md5(string_agg(id || title, ',' ORDER BY id)) FROM record"
    assert ask(server, "anew", question) == ask(server, "site", question)
    assert ask(server, "anew", "INSERT INTO record (title) VALUES ('next') RETURNING id") == [(501,)]


def test_a_store_that_does_not_answer_is_said_and_leaves_nothing(server: Server, tmp_path: Path) -> None:
    away = addressed_store("index", f"postgresql://firstlight@127.0.0.1:{server.port}/nowhere")
    places = Places(tmp_path / "copies", tmp_path / "keys")
    with pytest.raises(BackupFailed, match="index"):
        backup_make(places, [away], away, None, AT)
    assert not list(places.stores.iterdir())
