"""The log as the product writes and publishes it, through the eyes of a mirror and a monitor of somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.log import CheckpointSigner, Log, SigningRecord, open_log
from chronology.log.times import system_clock
from chronology.mirror import mirror
from chronology.monitor import Monitor
from chronology.notes.tests.keys import NOON, signer
from chronology.tiles import decode_entries, tiles_between

KEY = signer("log.example/ours")
PREFIX = "https://log.example/ours"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    made = open_log(tmp_path / "log", vkey=KEY.vkey)
    yield made
    made.engine.dispose()


def _grow(log: Log, folder: Path, start: int, count: int) -> None:
    checkpoints = CheckpointSigner(log, KEY, SigningRecord(folder / "signed"), system_clock)
    checkpoints.start()
    with log.sequencing("test"):
        log.append_many([b"entry %d" % number for number in range(start, start + count)])
        log.file_tiles()
        checkpoints.sign()


def _mirrored_entries(folder: Path, size: int) -> list[bytes]:
    paths = [path for path in tiles_between(0, size) if path.level is None]
    return [entry for path in paths for entry in decode_entries((folder / str(path)).read_bytes(), path.width)]


def test_each_published_state_is_copied_whole_and_continues_the_last(log: Log, tmp_path: Path) -> None:
    def get(url: str, *, at_most: int) -> bytes | None:
        data = log.published(url.removeprefix(f"{PREFIX}/"))
        assert data is None or len(data) <= at_most
        return data

    watching = Monitor(get, KEY.vkey, {"the log": PREFIX}, tmp_path / "memory.json", lambda: NOON)
    size = 0
    for count in (3, 253, 1, 700):
        _grow(log, tmp_path, size, count)
        size += count
        done = mirror(get, PREFIX, tmp_path / "mirror", KEY.vkey)
        assert (done.new_size, done.alarms) == (size, ())
        assert (tmp_path / "mirror" / "checkpoint").read_bytes() == log.checkpoint()
        assert _mirrored_entries(tmp_path / "mirror", size) == list(log.entries(0, size))
        seen = watching.watch_once()
        assert (seen.heads["the log"], seen.alarms) == (log.head(), ())
