"""The stores are files here as in an installation: a backup is a copy, restoring it brings its pages back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from verify.ledger.errors import Erased
from verify.ledger.keys.models import DatumKey
from verify.ledger.keystore import datum_unlock
from verify.ledger.models import Record
from verify.ledger.selectors.records import locked_of
from verify.ledger.services import record_erase, record_sealed
from verify.ledger.signer.mending import erasures_repeat
from verify.ledger.tests.conftest import BEGUN
from verify.ledger.tests.examples import DESK, digest

pytestmark = [
    pytest.mark.django_db(databases=["default", "jobs", "keys"], transaction=True),
    pytest.mark.usefixtures("use_parts"),
]


class Backup:
    """A copy of one store, taken as an operator would, and brought back."""

    def __init__(self, store: str, folder: Path) -> None:
        self.store, self.copy = store, folder / f"{store}.backup"
        if connections[store].vendor != "sqlite":
            pytest.skip("copies of files are a matter of SQLite; the rows are tested on PostgreSQL elsewhere")
        self.path = Path(str(connections[store].settings_dict["NAME"]))
        connections[store].ensure_connection()
        _copied(self.path, self.copy)

    def restore(self) -> None:
        connections[self.store].close()
        _copied(self.copy, self.path)


def _copied(source: Path, target: Path) -> None:
    """Page by page, as `sqlite3 .backup` does: threads of earlier tests may still hold the file open."""
    read, written = sqlite3.connect(source), sqlite3.connect(target)
    with written:
        read.backup(written)
    read.close()
    written.close()


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    for store in ("default", "keys"):
        connections[store].close()


def test_an_erased_record_stays_erased_when_the_site_comes_back_from_its_backup(tmp_path: Path) -> None:
    record = record_sealed(sha256=digest("s"), owner=DESK)
    backup = Backup("default", tmp_path)
    record_erase(record, owner=DESK)
    backup.restore()
    back = Record.objects.get()
    with pytest.raises(Erased):
        datum_unlock(locked_of(back), about=back.pk)
    assert erasures_repeat(at=BEGUN) == 1
    assert not Record.objects.exists()
    assert erasures_repeat(at=BEGUN) == 0


def test_a_key_that_came_back_from_a_backup_is_erased_again(tmp_path: Path) -> None:
    record = record_sealed(sha256=digest("s"), owner=DESK)
    backup = Backup("keys", tmp_path)
    record_erase(record, owner=DESK)
    backup.restore()
    assert DatumKey.objects.get().secret is not None, "the backup holds the key, so this proves something"
    assert erasures_repeat(at=BEGUN) == 1
    assert DatumKey.objects.get().secret is None


def test_an_empty_key_store_erases_nothing() -> None:
    record_sealed(sha256=digest("s"), owner=DESK)
    DatumKey.objects.all().delete()
    assert erasures_repeat(at=BEGUN) == 0
    assert Record.objects.count() == 1


def test_the_bytes_of_an_erased_key_are_in_no_file_of_the_store() -> None:
    record = record_sealed(sha256=digest("s"), owner=DESK)
    secret = bytes(DatumKey.objects.get().secret)
    path = Path(str(connections["keys"].settings_dict["NAME"]))
    files = [path, Path(f"{path}-wal")]
    assert any(secret in one.read_bytes() for one in files if one.exists()), "else this proves nothing"
    record_erase(record, owner=DESK)
    assert not any(secret in one.read_bytes() for one in files if one.exists())
