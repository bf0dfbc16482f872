"""The real process over a real data folder: killed, doubled, put back."""

from __future__ import annotations

import base64
import json
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from chronology.bundle import Bundle, Question, check_for, check_report
from chronology.bundle.questions import logs_from
from chronology.notes import Verifier
from chronology.types import Digest
from verify.ledger.tests.examples import digest
from verify.tests.workers.installation import Installation, until

pytestmark = [pytest.mark.timeout(300), pytest.mark.xdist_group("signer")]


class Ledger(Installation):
    """An installation with short intervals and a signer."""

    @property
    def environment(self) -> dict[str, str]:
        short = {"SEALED_SECONDS": "1", "SEALED_BATCH": "4", "CHECKPOINT_SECONDS": "1", "ANCHOR_SECONDS": "1"}
        return {**super().environment, **short}

    def record(self, *words: str) -> list[str]:
        return self.run("-m", "verify.ledger.tests.recording", *words).split()

    def ask(self, *words: str) -> Any:
        return json.loads(self.run("-m", "verify.ledger.tests.asking", *words))

    def rows(self, query: str, store: str = "site") -> list[tuple[Any, ...]]:
        with sqlite3.connect(f"file:{self.folder / store}.sqlite3?mode=ro", uri=True) as connection:
            found = connection.execute(query).fetchall()
        connection.close()
        return found

    def all_recorded(self) -> bool:
        return not self.rows("SELECT 1 FROM ledger_record WHERE state <> 'recorded'")

    def all_anchored(self) -> bool:
        """Whether a final anchor covers every record."""
        newest = self.rows('SELECT max("index") FROM ledger_record')[0][0]
        return bool(self.rows(f"SELECT 1 FROM anchor WHERE state = 'final' AND size > {newest}", "chronology"))

    def refused(self, *words: str) -> str:
        """What a signer says that does not start."""
        done = subprocess.run(
            [sys.executable, "manage.py", "signer", *words],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 2, done.stderr
        return done.stderr.strip().splitlines()[-1]

    def end(self, process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
        process.send_signal(number)
        return process.wait(20)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    ledger.prepare()
    yield ledger
    ledger.close()


def test_a_record_gets_its_place_its_checkpoint_and_its_anchor_and_its_bundle_checks(place: Ledger) -> None:
    process = place.signer()
    opened, sealed = place.record("open", "a photo", "sealed", "a source")
    assert until(place.all_recorded, 120)
    assert until(place.all_anchored, 120)
    report = json.dumps({"schema": "firstlight.report/1", "headline": {"code": "captured"}})
    health, note, *rest = place.ask(
        "health=", f"sign={report}", *(f"{verb}={one}" for verb in ("time", "bundle") for one in (opened, sealed))
    )
    times, bundles = rest[:2], rest[2:]
    for seen, bundle, name in zip(times, bundles, ("a photo", "a source"), strict=True):
        assert seen["not_before"]["at"] < seen["by"]["at"]
        assert seen["by"]["development"] is True, "the embedded chain never passes for more"
        assert [one["state"] for one in seen["anchors"]] == ["final"]
        require_whole(base64.b64decode(bundle), name, health["vkey"])
    require_signed(place, report, note, other_than=health["vkey"])
    assert place.end(process) == 0
    assert not (place.folder / "run" / "signer").exists()
    kept = [path for path in (place.folder / "keys").iterdir() if path.suffix == ".key"]
    assert {path.stem for path in kept} >= {"log", "witness", "report", "wallet"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in kept)


def require_signed(place: Ledger, report: str, note: str, *, other_than: str) -> None:
    """Reports are signed by a key of their own."""
    vkey = place.rows("SELECT vkey FROM ledger_publickey WHERE purpose = 'report'")[0][0]
    signed = check_report(report.encode(), note.encode(), [Verifier.from_text(vkey)])
    assert signed.signer.name == f"{settings.LOG_ORIGIN}/reports"
    assert vkey != other_than


def require_whole(bundle: bytes, name: str, vkey: str) -> None:
    """What a stranger finds who trusts the key of the log."""
    question = Question(at=datetime.now(UTC), media=Digest(digest(name)), logs=logs_from([vkey]))
    answer = check_for(Bundle.read(bundle), question)
    states = {grade.code: grade.state.value for grade in answer.grades}
    assert states["signed_by_listed_log"] == "holds"
    assert "broken" not in states.values(), states
    assert answer.interval.after is not None


def test_a_killed_signer_goes_on_where_it_was(place: Ledger) -> None:
    for turn in range(2):
        process = place.signer()
        place.record(*(word for number in range(5) for word in ("open", f"{turn} {number}")))
        place.end(process, signal.SIGKILL)
    place.signer()
    assert until(place.all_recorded, 120)
    places = [row[0] for row in place.rows('SELECT "index" FROM ledger_record')]
    assert len(places) == len(set(places)) == 10


def test_a_second_signer_is_refused_with_a_sentence_and_the_first_goes_on(place: Ledger) -> None:
    first = place.signer()
    assert "writes to this log now; stop it first" in place.refused()
    assert first.poll() is None
    place.record("open", "after the rival")
    assert until(place.all_recorded, 120)


def test_a_log_put_back_from_an_old_backup_ends_in_a_loud_stop(place: Ledger) -> None:
    process = place.signer()
    place.record("open", "before the backup")
    assert until(place.all_recorded, 120)
    place.end(process)
    copy = place.folder / "backup.sqlite3"
    shutil.copyfile(place.folder / "chronology.sqlite3", copy)
    process = place.signer()
    place.record("open", "after the backup")
    assert until(place.all_recorded, 120)
    assert until(place.all_anchored, 120)
    place.end(process)
    for leftover in ("-wal", "-shm"):
        (place.folder / f"chronology.sqlite3{leftover}").unlink(missing_ok=True)
    shutil.copyfile(copy, place.folder / "chronology.sqlite3")
    assert "put back from a backup" in place.refused()
    trouble, sentence = place.rows("SELECT trouble, sentence FROM ledger_signerstate")[0]
    assert trouble == "rolled_back"
    assert "put back from a backup" in sentence
    (place.folder / "keys" / "log.signed").unlink()
    said = place.refused("--adopt")
    assert "chain 987735 holds" in said, "without its own record the chain still knows"


def test_a_lost_signing_record_is_not_replaced_unasked(place: Ledger) -> None:
    process = place.signer()
    assert until((place.folder / "keys" / "log.signed").exists, 30)
    place.end(process)
    (place.folder / "keys" / "log.signed").unlink()
    assert "signing record is missing" in place.refused()
    place.end(place.signer("manage.py", "signer", "--adopt"))
