from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from verify.keeping.copying import LIST, Places, backup_check, backup_make
from verify.keeping.errors import BackupFailed
from verify.keeping.stores import Store, addressed_store, django_store

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def store(folder: Path, name: str, rows: int = 100) -> Store:
    with closing(sqlite3.connect(folder / f"{name}.sqlite3")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, twin INTEGER)")
        made.executemany("INSERT INTO entry VALUES (?, ?)", [(n, n) for n in range(rows)])
        made.commit()
    return addressed_store(name, f"sqlite:///{folder / name}.sqlite3")


def rows(file: Path) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(file)) as made:
        return made.execute("SELECT number, twin FROM entry").fetchall()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "copies", tmp_path / "copies-of-keys")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_keys_lie_apart_from_what_they_open(places: Places, data: Path) -> None:
    made = backup_make(places, [store(data, "site")], store(data, "keys"), None, AT)
    assert backup_check(made) == ["site.sqlite3"]
    assert [path.name for path in places.keys.rglob("*.sqlite3")] == ["keys.sqlite3"]
    assert len(rows(made / "site.sqlite3")) == 100


def test_what_is_written_meanwhile_is_in_the_copy_whole_or_not_at_all(places: Places, data: Path) -> None:
    site, enough = store(data, "site", 20_000), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(data / "site.sqlite3", timeout=20)) as writer:
            for n in range(20_000, 60_000, 2):
                if enough.is_set():
                    return
                with writer:
                    writer.executemany("INSERT INTO entry VALUES (?, ?)", [(n, n + 1), (n + 1, n)])

    writing = threading.Thread(target=write)
    writing.start()
    try:
        made = backup_make(places, [site], store(data, "keys"), None, AT)
    finally:
        enough.set()
        writing.join()
    found = dict(rows(made / "site.sqlite3"))
    assert all(found.get(found[number]) == number for number in found), "half of a pair is there"


def test_a_store_that_cannot_be_copied_leaves_nothing_behind(places: Places, data: Path) -> None:
    away = addressed_store("chronology", f"sqlite:///{data}/away.sqlite3")
    with pytest.raises(BackupFailed, match="chronology"):
        backup_make(places, [store(data, "site"), away], store(data, "keys"), None, AT)
    assert not list(places.stores.iterdir())


def test_a_flipped_bit_in_a_copy_is_found(places: Places, data: Path) -> None:
    made = backup_make(places, [store(data, "site")], store(data, "keys"), None, AT)
    content = bytearray((made / "site.sqlite3").read_bytes())
    content[-1] ^= 1
    (made / "site.sqlite3").write_bytes(content)
    with pytest.raises(BackupFailed, match=r"site\.sqlite3"):
        backup_check(made)
    (made / LIST).unlink()
    with pytest.raises(BackupFailed, match="no whole backup"):
        backup_check(made)


def test_copies_older_than_thirty_days_go_and_foreign_files_stay(places: Places, data: Path) -> None:
    site, keys = store(data, "site"), store(data, "keys")
    for days in (31, 29, 0):
        backup_make(places, [site], keys, None, AT - timedelta(days=days))
    (places.keys / "notes.txt").write_text("of somebody else", "utf-8")
    backup_make(places, [site], keys, None, AT + timedelta(seconds=1))
    assert len([one for one in places.keys.iterdir() if one.is_dir()]) == 3
    assert len([one for one in places.stores.iterdir() if one.is_dir()]) == 3
    assert (places.keys / "notes.txt").exists()


@pytest.mark.parametrize(("stores", "keys"), [("a", "a"), ("a", "a/b"), ("a/b", "a"), ("data/a", "b"), ("a", "data")])
def test_two_places_of_which_one_lies_in_the_other_are_refused(
    tmp_path: Path, data: Path, stores: str, keys: str
) -> None:
    with pytest.raises(BackupFailed, match="neither inside the other"):
        Places(tmp_path / stores, tmp_path / keys).check(data)


def test_nobody_is_logged_in_by_reading_a_copy(places: Places, data: Path) -> None:
    site = store(data, "site")
    with closing(sqlite3.connect(data / "site.sqlite3")) as made:
        made.execute("CREATE TABLE django_session (session_key TEXT PRIMARY KEY, session_data TEXT)")
        made.execute("INSERT INTO django_session VALUES ('key-of-somebody-logged-in', 'secret')")
        made.commit()
    made_copy = backup_make(places, [site], store(data, "keys"), None, AT) / "site.sqlite3"
    assert b"key-of-somebody-logged-in" not in made_copy.read_bytes()
    assert len(rows(made_copy)) == 100
    with closing(sqlite3.connect(made_copy)) as copy, closing(sqlite3.connect(data / "site.sqlite3")) as still:
        assert copy.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
        assert still.execute("SELECT count(*) FROM django_session").fetchone() == (1,)


def test_full_tiles_are_copied_once(places: Places, data: Path) -> None:
    (data / "tiles").mkdir()
    (data / "tiles" / "000").write_bytes(b"first")
    site, keys = store(data, "site"), store(data, "keys")
    backup_make(places, [site], keys, data / "tiles", AT)
    (data / "tiles" / "000").write_bytes(b"never changes, so this is damage")
    (data / "tiles" / "001").write_bytes(b"second")
    backup_make(places, [site], keys, data / "tiles", AT + timedelta(seconds=1))
    assert (places.stores / "tiles" / "000").read_bytes() == b"first"
    assert (places.stores / "tiles" / "001").read_bytes() == b"second"


def test_a_server_is_asked_as_its_settings_say_and_no_password_stands_in_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.words"\nenv > "$0.environment"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    said = {"ENGINE": "django.db.backends.postgresql", "NAME": "site", "USER": "ida", "PASSWORD": "s3cret/%",
            "HOST": "db.example.org", "PORT": "5433", "OPTIONS": {"sslmode": "verify-full"}}  # fmt: skip
    django_store("default", said).copy(tmp_path / "x.dump")
    words = (tmp_path / "pg_dump.words").read_text("utf-8").split()
    assert "--exclude-table-data=django_session" in words
    assert {"--host=db.example.org", "--port=5433", "--username=ida", "--dbname=site"} <= set(words)
    assert "s3cret/%" not in " ".join(words)
    environment = (tmp_path / "pg_dump.environment").read_text("utf-8").splitlines()
    assert {"PGPASSWORD=s3cret/%", "PGSSLMODE=verify-full"} <= set(environment)
