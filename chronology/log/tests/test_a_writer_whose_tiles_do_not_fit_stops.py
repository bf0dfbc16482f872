"""Tiles lie there for ever: where other bytes are in their place, no repeat helps and a person must look."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from chronology.errors import ProofBroken
from chronology.log import Log, open_log
from chronology.log.tests.ground import entries, new_key
from chronology.tiles import FolderTiles, encode_entries

PATIENCE_SECONDS = 20


def append_until(log: Log, ends: float) -> None:
    while time.monotonic() < ends:
        log.append(b"%d" % log.head().size)
        time.sleep(0.1)


def test_who_appends_is_told_once_the_filer_met_another_history(tmp_path: Path) -> None:
    log = open_log(tmp_path / "log", vkey=new_key().vkey)
    assert isinstance(log.tiles, FolderTiles)
    log.tiles.write_all({"tile/entries/000": encode_entries(entries(256, start=1000))})
    ends = time.monotonic() + PATIENCE_SECONDS
    with log.sequencing("a test"):
        log.append_many(entries(256))
        with pytest.raises(ProofBroken, match=r"on disk with other bytes.*put back from a backup"):
            append_until(log, ends)
    assert [log.entry(index) for index in range(256)] == entries(256)
    log.engine.dispose()
