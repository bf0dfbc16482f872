"""What lies in a folder is recorded once, its duplicates are named, and a run that ended halfway goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from verify.cases.tests.matching import Shelf, cropped, edited
from verify.cases.tests.recording import Chronicle
from verify.intake.errors import NoSuchSource
from verify.intake.folders import Folder
from verify.intake.models import TakenItem
from verify.intake.pieces import Piece
from verify.intake.runs import taken_from
from verify.intake.taking import Outcome, Taken, Taking
from verify.ledger.models import OutboxEntry, Record

pytestmark = pytest.mark.sandbox


def lay(folder: Path, name: str, content: bytes, *, age: float = 60) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def run(folder: Path, taking: Taking) -> list[tuple[str, Taken]]:
    told: list[tuple[str, Taken]] = []
    taken_from(Folder(folder), taking, lambda piece, taken: told.append((piece.name, taken)))
    return told


def outcomes(folder: Path, taking: Taking) -> list[tuple[str, str]]:
    return [(name, str(taken.outcome)) for name, taken in run(folder, taking)]


def test_every_file_is_recorded_and_can_be_found(inbox: Path, taking: Taking, shelf: Shelf, harbour: bytes) -> None:
    lay(inbox, "a.jpg", harbour)
    lay(inbox, "deeper/b.png", edited(harbour, lambda one: one.rotate(180)))
    told = run(inbox, taking)
    assert [(name, one.outcome, one.found) for name, one in told] == [
        ("a.jpg", "recorded", True),
        ("deeper/b.png", "recorded", True),
    ]
    assert Record.objects.count() == 2
    assert shelf.stored.count() == 2


def test_the_second_run_leaves_alone_what_the_first_took(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, "a.jpg", harbour)
    run(inbox, taking)
    lay(inbox, "b.txt", b"no picture")
    assert outcomes(inbox, taking) == [("a.jpg", "earlier"), ("b.txt", "unreadable")]
    assert outcomes(inbox, taking) == [("a.jpg", "earlier"), ("b.txt", "earlier")]
    assert Record.objects.count() == 1


def test_a_file_that_was_changed_is_another_one(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, "a.jpg", harbour)
    run(inbox, taking)
    lay(inbox, "a.jpg", edited(harbour, cropped), age=30)
    assert outcomes(inbox, taking) == [("a.jpg", "recorded")]


def test_the_same_bytes_are_named_as_on_record(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, "a.jpg", harbour)
    lay(inbox, "b.jpg", harbour)
    (_, first), (_, second) = run(inbox, taking)
    assert (first.outcome, second.outcome, second.record) == ("recorded", "already", first.record)


def test_a_copy_is_recorded_and_named_as_one(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, "a.jpg", harbour)
    lay(inbox, "b.jpg", edited(harbour, cropped))
    (_, first), (_, second) = run(inbox, taking)
    assert (second.outcome, second.copy_of) == ("recorded", first.record)


def test_a_dry_run_says_as_much_and_writes_nothing(inbox: Path, taking: Taking, shelf: Shelf, harbour: bytes) -> None:
    lay(inbox, "a.jpg", harbour)
    lay(inbox, "b.txt", b"no picture")
    assert outcomes(inbox, replace(taking, dry=True)) == [("a.jpg", "would"), ("b.txt", "unreadable")]
    assert not Record.objects.exists()
    assert not TakenItem.objects.exists()
    assert not OutboxEntry.objects.exists()
    assert shelf.stored.count() == 0


def test_a_run_that_ended_halfway_goes_on(
    inbox: Path, taking: Taking, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        lay(inbox, f"{number}.jpg", edited(harbour, lambda one, by=number: one.rotate(90 * by, expand=True)))
    seen = 0

    def end_after_two(piece: Piece, taken: Taken) -> None:
        nonlocal seen
        seen += 1
        if seen == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken_from(Folder(inbox), taking, end_after_two)
    assert outcomes(inbox, taking) == [("0.jpg", "earlier"), ("1.jpg", "earlier"), ("2.jpg", "recorded")]
    assert Record.objects.count() == 3


def test_a_run_that_was_killed_between_record_and_note_records_nothing_twice(
    inbox: Path, taking: Taking, harbour: bytes
) -> None:
    lay(inbox, "a.jpg", harbour)
    run(inbox, taking)
    TakenItem.objects.all().delete()
    assert outcomes(inbox, taking) == [("a.jpg", "already")]
    assert Record.objects.count() == 1


def test_what_still_grows_is_hidden_or_is_a_link_is_left(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, "growing.jpg", harbour, age=0)
    lay(inbox, ".hidden.jpg", harbour)
    outside = lay(inbox.parent, "outside/a.jpg", harbour)
    (inbox / "link.jpg").symlink_to(outside)
    (inbox / "folder").symlink_to(outside.parent)
    lay(inbox, "empty.jpg", b"")
    assert run(inbox, taking) == []


def test_a_file_that_cannot_be_opened_is_tried_again(inbox: Path, taking: Taking, harbour: bytes) -> None:
    path = lay(inbox, "a.jpg", harbour)
    pieces = list(Folder(inbox).look())
    path.unlink()
    assert taking.take(pieces[0]).outcome is Outcome.UNREACHABLE
    lay(inbox, "a.jpg", harbour)
    assert outcomes(inbox, taking) == [("a.jpg", "recorded")]


def test_an_index_that_is_away_loses_no_record(
    inbox: Path, taking: Taking, shelf: Shelf, harbour: bytes, log: Chronicle
) -> None:
    shelf.away = True
    lay(inbox, "a.jpg", harbour)
    ((_, taken),) = run(inbox, taking)
    assert (taken.outcome, taken.found) == ("recorded", False)
    assert log.enter() == 1


def test_names_of_files_are_stored_nowhere(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, "source-in-the-ministry.jpg", harbour)
    run(inbox, taking)
    rows = [repr(row) for model in (Record, TakenItem) for row in model.objects.values()]
    assert rows
    assert not any("ministry" in row for row in rows)


def test_no_folder_is_said_plainly(tmp_path: Path) -> None:
    looked = Folder(tmp_path / "nowhere").look()
    with pytest.raises(NoSuchSource, match="no folder"):
        next(looked)


def test_an_index_that_was_away_is_asked_by_the_next_run(
    inbox: Path, taking: Taking, shelf: Shelf, harbour: bytes
) -> None:
    lay(inbox, "a.jpg", harbour)
    shelf.away = True
    run(inbox, taking)
    shelf.away = False
    ((_, taken),) = run(inbox, taking)
    assert (taken.outcome, taken.found, shelf.stored.count()) == ("recorded", True, 1)
    assert Record.objects.count() == 1
    assert outcomes(inbox, taking) == [("a.jpg", "earlier")]


def test_a_name_that_is_no_text_is_a_name(inbox: Path, taking: Taking, harbour: bytes) -> None:
    lay(inbox, os.fsdecode(b"caf\xe9.jpg"), harbour)
    assert [outcome for _, outcome in outcomes(inbox, taking)] == ["recorded"]


def test_a_folder_that_cannot_be_opened_stops_no_other(
    inbox: Path, taking: Taking, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(inbox, "a/locked.jpg", harbour)
    lay(inbox, "b.jpg", harbour)

    def locked(folder: Path, scan: Callable[[Path], object] = os.scandir) -> object:
        if Path(folder).name == "a":
            raise PermissionError
        return scan(folder)

    monkeypatch.setattr(os, "scandir", locked)
    assert outcomes(inbox, taking) == [("a", "unreachable"), ("b.jpg", "recorded")]
