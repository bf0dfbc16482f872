"""A mirror holds the log in tlog-tiles form, grows with it, and takes up where it was cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology.errors import Malformed, PeerUnavailable, StoreUnavailable
from chronology.mirror import AlarmCode, mirror
from chronology.mirror.tests.published import PREFIX, VKEY, Published, entries, over_http, silent
from chronology.mirror.web import WebGet
from chronology.notes.tests.keys import signer
from chronology.tiles import tiles_between


def _is_copy(folder: Path, log: Published) -> bool:
    paths = ["checkpoint", *map(str, tiles_between(0, log.head.size))]
    return all((folder / path).read_bytes() == log.served(path) for path in paths)


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 600])
def test_a_first_run_copies_everything(tmp_path: Path, size: int) -> None:
    log = Published(entries(size))
    done = mirror(log.get, PREFIX, tmp_path, VKEY)
    assert (done.old_size, done.new_size, done.alarms) == (0, size, ())
    assert _is_copy(tmp_path, log)


def test_later_runs_copy_what_is_new_and_drop_partial_tiles_that_are_full_now(tmp_path: Path) -> None:
    for old, new in ((0, 200), (200, 300), (300, 300), (300, 1_030)):
        log = Published(entries(new))
        done = mirror(log.get, PREFIX, tmp_path, VKEY)
        assert (done.old_size, done.new_size, done.alarms) == (old, new, ())
        assert old < 256 or "tile/0/000" not in log.asked
        assert _is_copy(tmp_path, log)
    served = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    needed = {"checkpoint", "checkpoint.followed", *map(str, tiles_between(0, 1_030))}
    assert served - needed == {"tile/1/000.p/1"}  # not full yet, so it may not go
    assert needed <= served


def test_over_http_across_two_levels_of_tiles(tmp_path: Path) -> None:
    log = Published(entries(66_000))
    with over_http(lambda: log) as prefix, WebGet() as get:
        done = mirror(get, prefix, tmp_path, VKEY)
    assert (done.new_size, done.files, done.alarms) == (66_000, 2 * 258 + 2 + 1, ())
    assert _is_copy(tmp_path, log)


@pytest.mark.parametrize("answers", range(1, 8))
def test_a_run_that_is_cut_off_anywhere_is_taken_up(tmp_path: Path, answers: int) -> None:
    log = Published(entries(700))
    log.withheld = lambda _: len(log.asked) > answers
    with pytest.raises(PeerUnavailable):
        mirror(log.get, PREFIX, tmp_path, VKEY)
    grown = Published(entries(900))
    assert mirror(grown.get, PREFIX, tmp_path, VKEY).alarms == ()
    assert _is_copy(tmp_path, grown)


def test_partial_tiles_that_are_gone_are_cut_from_full_ones(tmp_path: Path) -> None:
    old, grown = Published(entries(300)), Published(entries(600))
    grown.changed["checkpoint"] = old.note
    grown.withheld = lambda path: ".p/" in path and not path.startswith("tile/1/")
    assert mirror(grown.get, PREFIX, tmp_path, VKEY).new_size == 300
    assert _is_copy(tmp_path, old)


def test_a_silent_log_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PeerUnavailable):
        mirror(silent, PREFIX, tmp_path, VKEY)
    assert not list(tmp_path.rglob("tile"))


def test_a_folder_of_another_log_is_not_used(tmp_path: Path) -> None:
    mirror(Published(entries(3)).get, PREFIX, tmp_path, VKEY)
    other = Published(entries(3), origin="other.example", key="other.example")
    with pytest.raises(StoreUnavailable):
        mirror(other.get, PREFIX, tmp_path, signer("other.example").vkey)


def test_a_damaged_tile_of_our_own_is_our_fault_and_not_the_log_s(tmp_path: Path) -> None:
    log = Published(entries(66_000))
    log.withheld = lambda path: path == "tile/0/200"
    with pytest.raises(PeerUnavailable):
        mirror(log.get, PREFIX, tmp_path, VKEY)
    (tmp_path / "tile/1/000").write_bytes(bytes(8_192))
    log.withheld = lambda _: False
    with pytest.raises(StoreUnavailable):
        mirror(log.get, PREFIX, tmp_path, VKEY)


def test_a_bad_key_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(Malformed):
        mirror(silent, PREFIX, tmp_path, VKEY + "x")


@pytest.mark.parametrize(
    ("log", "code"),
    [
        (Published(entries(9), key="stranger.example"), AlarmCode.BAD_SIGNATURE),
        (Published(entries(9), origin="other.example"), AlarmCode.WRONG_LOG),
        (Published(entries(9), root=bytes(32)), AlarmCode.UNFIT_TILES),
        (Published(entries(2)), AlarmCode.SHRANK),
        (Published([b"other", *entries(9)]), AlarmCode.REWRITTEN),
        (Published([*entries(4), b"other"]), AlarmCode.REWRITTEN),
    ],
)
def test_what_does_not_fit_raises_its_alarm_and_moves_nothing(tmp_path: Path, log: Published, code: AlarmCode) -> None:
    honest = Published(entries(5))
    mirror(honest.get, PREFIX, tmp_path, VKEY)
    done = mirror(log.get, PREFIX, tmp_path, VKEY)
    assert (done.old_size, done.new_size, [alarm.code for alarm in done.alarms]) == (5, 5, [code])
    assert done.alarms[0].shown == log.note
    assert _is_copy(tmp_path, honest)
    if code in (AlarmCode.SHRANK, AlarmCode.REWRITTEN):
        assert done.alarms[0].held == honest.note


def test_something_that_is_no_checkpoint_is_said_to_be_none(tmp_path: Path) -> None:
    log = Published(entries(9))
    log.changed["checkpoint"] = b"<html>moved</html>\n"
    assert [one.code for one in mirror(log.get, PREFIX, tmp_path, VKEY).alarms] == [AlarmCode.NO_CHECKPOINT]


@pytest.mark.parametrize("path", ["tile/0/001", "tile/0/002.p/88", "tile/entries/000", "tile/entries/002.p/88"])
@pytest.mark.parametrize("how", ["flipped", "cut", "longer", "empty"])
def test_any_changed_file_is_found_and_not_kept(tmp_path: Path, path: str, how: str) -> None:
    log = Published(entries(600))
    data = log.served(path) or b""
    log.changed[path] = {
        "flipped": data[:-1] + bytes([data[-1] ^ 1]),
        "cut": data[:-1],
        "longer": data[:-1] + b"xx",
        "empty": b"",
    }[how]
    try:
        done = mirror(log.get, PREFIX, tmp_path, VKEY)
    except PeerUnavailable:
        assert how == "longer"
    else:
        assert [alarm.code for alarm in done.alarms] == [AlarmCode.UNFIT_TILES]
    assert not (tmp_path / path).exists()
    assert not (tmp_path / "checkpoint").exists()


def test_a_fork_is_found_even_when_the_run_before_it_was_cut_off(tmp_path: Path) -> None:
    log = Published(entries(700))
    log.withheld = lambda path: path.startswith("tile/entries")
    with pytest.raises(PeerUnavailable):
        mirror(log.get, PREFIX, tmp_path, VKEY)
    fork = Published([b"other", *entries(800)])
    assert [one.code for one in mirror(fork.get, PREFIX, tmp_path, VKEY).alarms] == [AlarmCode.REWRITTEN]
