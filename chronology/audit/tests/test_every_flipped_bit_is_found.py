"""An audit of a whole log finds each single bit that changed, in any row and any file."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from chronology.audit import AuditFinding, audit
from chronology.log import CheckpointSigner, Log, SigningRecord, open_log
from chronology.log.tables import batches, checkpoints, cosignatures, entry_keys, logs, nodes
from chronology.log.tests.ground import entries, new_key
from chronology.merkle.tests.reference import leaves, mth
from chronology.notes.algorithms import Algorithm
from chronology.notes.cosignature import cosign
from chronology.notes.keys import Ed25519NoteSigner
from chronology.types import SeenHead

# Every column that a hash or a signature covers; times, tokens and the lease are named as not checked.
COVERED = {
    "log": ("log_id", "origin", "vkey"),
    "batch": ("first", "count", "entries", "leaf_hashes", "keys", "size", "root", "range"),
    "entry_key": ("key", "number"),
    "node": ("level", "number", "hash", "keys_digest"),
    "checkpoint": ("size", "root", "note"),
    "cosignature": ("size", "line"),
}
# What tells one row of the table from another in this log.
KEY = {
    "log": "number",
    "batch": "first",
    "entry_key": "key",
    "node": "number",
    "checkpoint": "size",
    "cosignature": "size",
}
UNCOVERED = {"created_at", "committed_at", "filed_at", "signed_at", "added_at", "token", "log", "number", "place"}


def clock() -> datetime:
    return datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def witness() -> Ed25519NoteSigner:
    return Ed25519NoteSigner.generate("witness.example", secrets.token_bytes, Algorithm.ED25519_COSIGNATURE)


@pytest.fixture
def log(tmp_path: Path, witness: Ed25519NoteSigner) -> Iterator[Log]:
    """700 entries, of which 512 are filed and pruned, keys of both kinds, three checkpoints, a cosignature."""
    key = new_key()
    found = open_log(tmp_path / "log", vkey=key.vkey)
    signer = CheckpointSigner(found, key, SigningRecord(tmp_path / "signed"), clock)
    signer.start()
    with found.sequencing("a test"):
        for start, stop in ((0, 100), (100, 512), (512, 650)):
            found.append_many(entries(stop - start, start=start))
            note = signer.sign()
        found.append_many(entries(50, start=650), keys=[b"key %d" % number for number in range(50)])
        found.file_tiles()
    assert note is not None
    found.add_cosignatures(650, [cosign(note, witness, clock()).to_line()])
    yield found
    found.engine.dispose()


def test_a_whole_log_has_no_findings(log: Log, witness: Ed25519NoteSigner) -> None:
    answer = audit(log, witnesses=[witness.verifier], seen=[SeenHead("a witness", 300, mth(leaves(300)))])
    assert answer.findings == ()
    assert answer.head == log.head()
    assert answer.head.root == mth(leaves(700))
    assert answer.checked == {
        "rows": 2,
        "entries": 700,
        "tiles": 4,
        "keys": 700,
        "checkpoints": 3,
        "cosignatures": 1,
        "heads of others": 1,
    }


def test_what_was_not_checked_is_said(log: Log) -> None:
    answer = audit(log)
    assert any("witness.example" in one for one in answer.not_checked)
    assert any("fencing tokens" in one for one in answer.not_checked)


def test_every_column_is_covered_or_named_as_not_covered() -> None:
    for table in (logs, batches, entry_keys, nodes, checkpoints, cosignatures):
        assert {column.name for column in table.columns} <= {*COVERED[table.name], *UNCOVERED}


def test_a_flipped_bit_in_any_tile_file_is_found(log: Log, tmp_path: Path) -> None:
    choice = Random(3)
    files = sorted((tmp_path / "log" / "tile").rglob("[0-9][0-9][0-9]"))
    assert len(files) == 4
    for file in files:
        whole = file.read_bytes()
        for _ in range(8):
            file.write_bytes(flipped(whole, choice))
            assert audit(log).findings, file
        file.unlink()
        assert [one.code for one in audit(log).findings if one.code == "tile_lost"]
        file.write_bytes(whole)
    assert audit(log).findings == ()


def test_a_flipped_bit_in_any_covered_column_is_found(log: Log, witness: Ed25519NoteSigner, tmp_path: Path) -> None:
    choice = Random(5)
    for table, columns in COVERED.items():
        for column in columns:
            for _ in range(2):
                said = flip_in_a_row(log, tmp_path, table, column, choice)
                assert audit_of_copy(tmp_path, witness), said
    assert audit(log, witnesses=[witness.verifier]).findings == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry_key WHERE number = 3",
        "DELETE FROM entry_key WHERE number = 699",
        "DELETE FROM node WHERE number = 1",
        "DELETE FROM batch WHERE first = 512",
        "DELETE FROM filing",
        f"INSERT INTO entry_key VALUES (1, X'{'ab' * 32}', 5)",
        f"INSERT INTO entry_key VALUES (1, X'{'ab' * 32}', 900)",
        f"INSERT INTO node VALUES (1, 1, 2, X'{'ab' * 32}', NULL)",
        "INSERT INTO filing VALUES (1, 300, 0)",
        "UPDATE entry_key SET number = 700 - number WHERE number IN (300, 400)",
    ],
)
def test_a_row_too_many_or_too_few_or_exchanged_is_found(
    log: Log, witness: Ed25519NoteSigner, tmp_path: Path, statement: str
) -> None:
    with tampering(log, tmp_path) as database:
        database.execute(statement)
    assert audit_of_copy(tmp_path, witness)


def test_heads_that_others_hold_are_compared(log: Log) -> None:
    for seen in (
        SeenHead("a chain", 701, None),
        SeenHead("a chain", 701, mth(leaves(3))),
        SeenHead("us", 3, bytes(32)),
    ):
        assert [one.place for one in audit(log, seen=[seen]).findings] == [seen.source]


def test_a_damaged_database_file_is_a_finding(log: Log, tmp_path: Path) -> None:
    with log.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    log.engine.dispose()
    file = tmp_path / "log" / "log.sqlite3"
    whole = bytearray(file.read_bytes())
    for at in range(4096, len(whole), 4096):
        whole[at : at + 100] = bytes(100)
    file.write_bytes(whole)
    assert [one.code for one in audit(log).findings] == ["database_damaged"]


@contextmanager
def tampering(log: Log, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the log in the hands of somebody who minds no trigger and no constraint."""
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    with log.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(tmp_path / "log", copy)
    database = sqlite3.connect(copy / "log.sqlite3", isolation_level=None)
    database.execute("PRAGMA ignore_check_constraints = ON")
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    yield database
    database.close()


def audit_of_copy(tmp_path: Path, witness: Ed25519NoteSigner) -> tuple[AuditFinding, ...]:
    copy = open_log(tmp_path / "copy")
    answer = audit(copy, witnesses=[witness.verifier])
    copy.engine.dispose()
    return answer.findings


def flip_in_a_row(log: Log, tmp_path: Path, table: str, column: str, choice: Random) -> str:
    """Change one bit of a row of the copy, and say which."""
    with tampering(log, tmp_path) as database:
        rows = database.execute(f'SELECT "{column}" FROM {table} WHERE "{column}" IS NOT NULL').fetchall()
        while True:
            (value,) = choice.choice(rows)
            changed = flipped(value, choice)
            row = f'(SELECT min({KEY[table]}) FROM {table} WHERE "{column}" = ?)'
            try:
                database.execute(f'UPDATE {table} SET "{column}" = ? WHERE {KEY[table]} = {row}', (changed, value))
            except sqlite3.IntegrityError:
                continue  # another row has that very key: no such flip could be stored
            return f"{table}.{column}: {value!r} to {changed!r}"


def flipped(value: Any, choice: Random) -> Any:
    """The same with one bit changed."""
    if isinstance(value, int):
        return value ^ 1 << choice.randrange(12)
    data = value.encode() if isinstance(value, str) else value
    while True:
        changed = bytearray(data)
        changed[choice.randrange(len(data))] ^= 1 << choice.randrange(8)
        if not isinstance(value, str):
            return bytes(changed)
        with suppress(UnicodeDecodeError):
            return changed.decode()
