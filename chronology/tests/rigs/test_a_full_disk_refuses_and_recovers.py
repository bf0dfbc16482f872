"""A disk runs full under the log: it refuses, acknowledges nothing wrongly, and goes on when there is room again."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.audit import audit
from chronology.errors import StoreUnavailable
from chronology.log import CheckpointSigner, Log, SigningRecord, open_log
from chronology.log.times import system_clock
from chronology.notes.signed_checkpoint import open_checkpoint
from chronology.tests.rigs.sequencer import SIGNER
from chronology.types import Receipt

DISK = "12m"
"""A few thousand entries and the two write-ahead files."""
ENTRY = b"x" * 700
RECOVERY_SECONDS = 5.0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "rig", str(tmp_path)], check=False)
    if mounted.returncode:
        if os.environ.get("CI") == "true":
            pytest.fail("a small file system cannot be mounted: run the tests where that is allowed")
        pytest.skip("SKIPPED LOUDLY: no small file system can be mounted here; run this as root")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


@pytest.mark.timeout(120)
def test_a_full_disk_refuses_and_recovers(small_disk: Path) -> None:
    log = open_log(small_disk / "log", vkey=SIGNER.vkey)
    signer = CheckpointSigner(log, SIGNER, SigningRecord(small_disk / "signed"), system_clock)
    signer.start()
    with log.sequencing("a rig"):
        known = _fill(log)
        _stays_what_it_said(log, known)
        # Later ones may still find room for something small; none may be wrong.
        for number in range(20):
            known += _refused_or_recorded(log, b"later %d" % number)
        with_room = time.monotonic()
        subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
        log.append(b"after the flood")
        assert signer.sign() is not None
        assert time.monotonic() - with_room <= RECOVERY_SECONDS
        _stays_what_it_said(log, known)
    assert audit(log).findings == ()
    log.engine.dispose()


@pytest.mark.timeout(120)
def test_a_checkpoint_that_finds_no_room_leaves_the_last_one(small_disk: Path) -> None:
    log = open_log(small_disk / "log", vkey=SIGNER.vkey)
    record = SigningRecord(small_disk / "signed")
    signer = CheckpointSigner(log, SIGNER, record, system_clock)
    signer.start()
    with log.sequencing("a rig"):
        log.append(b"first")
        first = signer.sign()
        log.append(b"second")
        _fill_up(small_disk / "ballast")
        with pytest.raises(StoreUnavailable):
            _sign_and_append_on(log, signer)
        assert record.read() is not None
        assert _size(record.read()) >= _size(first)
        (small_disk / "ballast").unlink()
        log.append(b"third")
        signer.sign()
    assert _size(log.checkpoint()) == log.head().size
    assert audit(log).findings == ()
    log.engine.dispose()


def _fill(log: Log) -> list[tuple[bytes, Receipt]]:
    known: list[tuple[bytes, Receipt]] = []
    with pytest.raises(StoreUnavailable):
        _append_on(log, known)
    assert len(known) > 1_000
    return known


def _append_on(log: Log, known: list[tuple[bytes, Receipt]]) -> None:
    for round_ in range(1_000):
        batch = [b"%d %d " % (round_, number) + ENTRY for number in range(100)]
        known += zip(batch, log.append_many(batch), strict=True)


def _sign_and_append_on(log: Log, signer: CheckpointSigner) -> None:
    for _ in range(100):
        signer.sign()
        log.append(os.urandom(60_000))


def _refused_or_recorded(log: Log, entry: bytes) -> list[tuple[bytes, Receipt]]:
    try:
        return [(entry, log.append(entry))]
    except StoreUnavailable:
        return []


def _stays_what_it_said(log: Log, known: list[tuple[bytes, Receipt]]) -> None:
    stored = list(log.entries(0, log.head().size))
    assert all(stored[receipt.index] == entry for entry, receipt in known)
    assert len({receipt.index for _, receipt in known}) == len(known)


def _fill_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            return


def _size(note: bytes | None) -> int:
    assert note is not None
    return open_checkpoint(note, origin=SIGNER.name, verifiers=(SIGNER.verifier,)).size
