"""Filing and the published log, read through C2SP tlog-tiles paths alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlalchemy import text

from chronology.errors import ProofBroken, StoreUnavailable
from chronology.log import CheckpointSigner, Log, SigningRecord, open_log
from chronology.log.tests.ground import entries, new_key
from chronology.log.times import system_clock
from chronology.merkle.tests.reference import leaves, mth
from chronology.notes.algorithms import Algorithm
from chronology.notes.cosignature import cosign, cosignatures_of
from chronology.notes.keys import Ed25519NoteSigner
from chronology.notes.note import parse_note
from chronology.notes.signed_checkpoint import open_checkpoint
from chronology.schema.engines import writing
from chronology.tiles import FolderTiles, decode_entries, parse_path, tiles_between


def signer_of(log: Log, key: Ed25519NoteSigner, folder: Path) -> CheckpointSigner:
    signer = CheckpointSigner(log, key, SigningRecord(folder / "signed"), system_clock)
    signer.start()
    return signer


def test_every_tile_of_every_published_size_is_that_of_the_entries(
    log: Log, key: Ed25519NoteSigner, tmp_path: Path
) -> None:
    signer = signer_of(log, key, tmp_path)
    nodes = leaves(1_030)
    with log.sequencing("a test"):
        for size in (1, 255, 256, 300, 1_030):
            log.append_many(entries(size - log.head().size, start=log.head().size))
            signer.sign()
            if size > 500:
                log.file_tiles()
            for path in tiles_between(0, size):
                data = log.published(str(path))
                assert data is not None
                first = path.index * 256
                if path.level is None:
                    assert decode_entries(data, path.width) == entries(path.width, start=first)
                elif path.level == 0:
                    assert data == b"".join(nodes[first : first + path.width])
                else:
                    below = [mth(nodes[at * 256 : at * 256 + 256]) for at in range(first, first + path.width)]
                    assert data == b"".join(below)


def test_nothing_beyond_the_newest_checkpoint_is_shown(log: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    signer = signer_of(log, key, tmp_path)
    with log.sequencing("a test"):
        log.append_many(entries(10))
        assert log.published("checkpoint") is None
        assert log.published("tile/0/000.p/10") is None
        signer.sign()
        log.append_many(entries(600, start=10))
        log.file_tiles()
        assert log.published("tile/0/000.p/10") is not None
        assert log.published("tile/0/000.p/4") is not None
        for path in ("tile/0/000.p/11", "tile/0/000", "tile/entries/000", "tile/1/000.p/1", "tile/0/001.p/3"):
            assert log.published(path) is None


def test_what_is_no_path_of_a_log_is_nothing(log: Log) -> None:
    for path in ("", "tile/0/0", "tile/0/000.p/0", "../log.sqlite3", "tile/-1/000", "tile/99/000", "x"):
        assert log.published(path) is None


def test_full_tiles_leave_the_tables_and_only_the_edge_stays(log: Log, tiles: FolderTiles) -> None:
    with log.sequencing("a test"):
        for start in range(0, 1_000, 100):
            log.append_many(entries(100, start=start))
        assert log.file_tiles() == 768
        with log.engine.connect() as connection:
            rows = connection.execute(text('SELECT first, "count" FROM batch ORDER BY first')).all()
        assert [tuple(row) for row in rows] == [(700, 100), (800, 100), (900, 100)]
        assert tiles.read("tile/0/002") == b"".join(leaves(768)[512:])
        assert tiles.read("tile/0/003") is None
        assert list(log.entries(0, 1_000)) == entries(1_000)
        assert log.head().root == mth(leaves(1_000))


def test_a_log_goes_on_where_it_was_after_it_is_opened_anew(tmp_path: Path) -> None:
    key = new_key()
    log = open_log(tmp_path / "log", vkey=key.vkey)
    with log.sequencing("first"):
        log.append_many(entries(700))
        log.file_tiles()
        log.append_many(entries(1, start=700))
    log.engine.dispose()
    again = open_log(tmp_path / "log")
    assert (again.origin, again.vkey, again.log_id) == (log.origin, log.vkey, log.log_id)
    with again.sequencing("second"):
        assert again.append_many(entries(2, start=700))[1].index == 701
        again.file_tiles()
    assert again.head().root == mth(leaves(702))
    again.engine.dispose()


def test_a_tile_that_is_lost_is_missed_in_words(log: Log, tmp_path: Path) -> None:
    with log.sequencing("a test"):
        log.append_many(entries(300))
        log.file_tiles()
    lost = tmp_path / "tiles" / "tile" / "entries" / "000"
    data = lost.read_bytes()
    lost.unlink()
    with pytest.raises(StoreUnavailable, match="tile/entries/000"):
        log.entry(3)
    lost.write_bytes(data)
    assert log.entry(3) == b"entry 3"


def test_a_body_that_changed_on_disk_is_neither_filed_nor_signed(tmp_path: Path, key: Ed25519NoteSigner) -> None:
    """The failure of a public log in 2021: one bit flipped between storing and signing."""
    log = open_log(tmp_path / "log", vkey=key.vkey)
    signer = signer_of(log, key, tmp_path)
    with log.sequencing("a test"):
        log.append_many(entries(300))
        flip_a_bit_of_the_first_row(log)
        with pytest.raises(ProofBroken):
            signer.sign()
        with pytest.raises(ProofBroken):
            log.file_tiles()
    assert log.checkpoint() is None
    assert log.tiles.read("tile/entries/000") is None
    log.engine.dispose()


def flip_a_bit_of_the_first_row(log: Log) -> None:
    with writing(log.engine) as connection:
        connection.execute(text("DROP TRIGGER batch_no_update"))
        data = bytearray(connection.execute(text("SELECT entries FROM batch")).scalar_one())
        data[10] ^= 1
        connection.execute(text("UPDATE batch SET entries = :data"), {"data": bytes(data)})


def test_cosignatures_stand_under_their_checkpoint(log: Log, key: Ed25519NoteSigner, tmp_path: Path) -> None:
    signer = signer_of(log, key, tmp_path)
    with log.sequencing("a test"):
        log.append(b"one")
        note = signer.sign()
        log.append(b"two")
        signer.sign()
    assert note is not None
    witness = Ed25519NoteSigner.generate("witness.example", token_bytes, Algorithm.ED25519_COSIGNATURE)
    line = cosign(note, witness, datetime(2026, 1, 2, tzinfo=UTC)).to_line()
    log.add_cosignatures(1, [line])
    log.add_cosignatures(1, [line])
    covering = log.checkpoint_covering(1)
    assert covering == note + line.encode()
    assert len(cosignatures_of(parse_note(covering), (witness.verifier,))) == 1
    assert [open_checkpoint(one, origin=log.origin, verifiers=(key.verifier,)).size for one in log.checkpoints()] == [
        2,
        1,
    ]
    assert log.checkpoints(before=2) == [covering]
    assert log.checkpoint_covering(3) is None
    assert parse_path("tile/0/000.p/2").width == 2
