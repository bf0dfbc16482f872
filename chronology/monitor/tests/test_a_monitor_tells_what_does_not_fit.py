"""One look after another at one place or several: what is an alarm, what is patience, and what is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from chronology.errors import Malformed
from chronology.mirror.tests.published import ORIGIN, PREFIX, VKEY, Published, entries, over_http, silent
from chronology.mirror.web import WebGet
from chronology.monitor import AlarmCode, Monitor, Patience, Sighting, Watched, sighting_of
from chronology.notes import Verifier
from chronology.notes.tests.keys import NOON, cosigner

HOUR = timedelta(hours=1)
PATIENCE = Patience(HOUR)
LOG = Verifier.from_text(VKEY)


class Watching:
    """A monitor of any number of places, whose clock the test moves."""

    def __init__(self, folder: Path, *names: str, patience: Patience = PATIENCE) -> None:
        self.logs: dict[str, Published | None] = dict.fromkeys(names)
        self.now: datetime = NOON
        places = {name: f"http://{name}" for name in names}
        self._monitor = Monitor(self._get, VKEY, places, folder / "memory.json", lambda: self.now, patience)

    def _get(self, url: str, *, at_most: int) -> bytes | None:
        name, _, path = url.removeprefix("http://").partition("/")
        log = self.logs[name]
        return silent(url, at_most=at_most) if log is None else log.get(f"{PREFIX}/{path}", at_most=at_most)

    def look(self, *sightings: Sighting, **shown: Published | None) -> Watched:
        self.logs |= shown
        return self._monitor.watch_once(sightings)

    def alarms(self, *sightings: Sighting, **shown: Published | None) -> list[tuple[AlarmCode, str]]:
        return [(alarm.code, alarm.source) for alarm in self.look(*sightings, **shown).alarms]


def _sighting(log: Published, source: str = "a witness") -> Sighting:
    found = sighting_of(log.note, source, LOG)
    assert isinstance(found, Sighting)
    return found


def test_a_log_that_grows_raises_nothing(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a")
    for size in (0, 1, 5, 5, 300, 700):
        seen = watching.look(a=Published(entries(size)))
        assert (seen.origin, seen.alarms) == (ORIGIN, ())
        assert seen.heads["a"].size == size


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        (Published(entries(4)), AlarmCode.SHRANK),
        (Published([b"other", *entries(9)]), AlarmCode.REWRITTEN),
        (Published([*entries(4), b"other"]), AlarmCode.REWRITTEN),
        (Published(entries(9), root=bytes(32)), AlarmCode.UNFIT_TILES),
        (Published(entries(9), key="stranger"), AlarmCode.BAD_SIGNATURE),
        (Published(entries(9), origin="other.example"), AlarmCode.WRONG_LOG),
    ],
)
def test_what_does_not_fit_is_told_at_each_look_until_it_fits_again(
    tmp_path: Path, shown: Published, code: AlarmCode
) -> None:
    watching = Watching(tmp_path, "a")
    watching.look(a=Published(entries(5)))
    for _ in range(2):
        assert watching.alarms(a=shown) == [(code, "a")]
    assert watching.alarms(a=Published(entries(7))) == []


def test_the_alarm_carries_both_signed_notes(tmp_path: Path) -> None:
    watching, old, new = Watching(tmp_path, "a"), Published(entries(5)), Published([b"other", *entries(9)])
    watching.look(a=old)
    (alarm,) = watching.look(a=new).alarms
    assert (alarm.held, alarm.shown) == (old.note, new.note)
    assert "does not begin with the tree of 5 entries" in alarm.sentence


def test_two_places_that_show_two_histories_are_a_split_view_and_neither_is_believed(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a", "b")
    seen = watching.look(a=Published(entries(9)), b=Published([b"other", *entries(4)]))
    assert [(alarm.code, alarm.source) for alarm in seen.alarms] == [(AlarmCode.SPLIT_VIEW, "a")]
    assert seen.heads == {}


@pytest.mark.parametrize("size", [1, 5, 6, 300])
def test_a_split_view_is_seen_whichever_place_is_ahead(tmp_path: Path, size: int) -> None:
    watching = Watching(tmp_path, "a", "b")
    codes = [code for code, _ in watching.alarms(a=Published(entries(5)), b=Published([b"other", *entries(size)]))]
    assert codes == [AlarmCode.SPLIT_VIEW]


def test_a_slower_place_is_no_split_view(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a", "b")
    assert watching.alarms(a=Published(entries(500)), b=Published(entries(9))) == []
    assert watching.alarms(a=Published(entries(600)), b=Published(entries(500))) == []


def test_what_one_place_showed_before_binds_the_others_later(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a", "b")
    watching.look(a=Published(entries(9)))
    fork = Published([b"other", *entries(9)])
    assert watching.alarms(a=None, b=fork) == [(AlarmCode.SPLIT_VIEW, "b")]


def test_a_checkpoint_that_a_witness_holds_shows_the_fork(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a")
    held = _sighting(Published([b"other", *entries(3)]))
    assert watching.alarms(held, a=Published(entries(9))) == [(AlarmCode.SPLIT_VIEW, "a")]


def test_a_root_on_a_chain_is_compared_without_a_note(tmp_path: Path) -> None:
    watching, log = Watching(tmp_path, "a"), Published(entries(9))
    on_chain = Sighting("a chain", Published(entries(4)).head)
    assert watching.alarms(on_chain, a=log) == []
    other = Sighting("a chain", Published(entries(5)[1:]).head)
    assert watching.alarms(other, a=log) == [(AlarmCode.SPLIT_VIEW, "a")]


def test_a_larger_tree_elsewhere_is_an_alarm_only_once_it_stays_hidden(tmp_path: Path) -> None:
    watching, held = Watching(tmp_path, "a"), _sighting(Published(entries(20)))
    assert watching.alarms(held, a=Published(entries(9))) == []
    watching.now += HOUR
    assert watching.alarms(held) == [(AlarmCode.BEHIND, "a witness")]
    assert watching.alarms(held, a=Published(entries(20))) == []
    assert watching.alarms(_sighting(Published(entries(21)))) == []  # patience begins anew


def test_silence_is_an_alarm_only_once_it_lasts_and_never_an_accusation(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a")
    watching.look(a=Published(entries(9)))
    watching.now += HOUR / 2
    assert watching.alarms(a=None) == []
    watching.now += HOUR / 2
    assert watching.alarms() == [(AlarmCode.SILENT, "a")]
    assert watching.alarms(a=Published(entries(9))) == []


def test_a_log_that_shows_a_fork_but_withholds_its_tiles_is_silent_and_not_believed(tmp_path: Path) -> None:
    watching, fork = Watching(tmp_path, "a"), Published([b"other", *entries(600)])
    watching.look(a=Published(entries(300)))
    fork.withheld = lambda path: path.startswith("tile/0/") and ".p/" not in path
    seen = watching.look(a=fork)
    assert (seen.alarms, seen.heads) == ((), {})
    watching.now += HOUR
    assert watching.alarms() == [(AlarmCode.SILENT, "a")]
    fork.withheld = lambda _: False
    assert watching.alarms() == [(AlarmCode.REWRITTEN, "a")]


def test_a_log_that_stands_still_is_told_only_where_it_should_grow(tmp_path: Path) -> None:
    watching = Watching(tmp_path, "a", patience=Patience(HOUR, still=2 * HOUR))
    log = Published(entries(9))
    watching.look(a=log)
    watching.now += 2 * HOUR
    log.note = log.note + f"— w.example {'A' * 96}\n".encode()  # more signatures are no growth
    assert watching.alarms(a=log) == [(AlarmCode.STILL, "a")]
    assert watching.alarms(a=Published(entries(10))) == []


def test_a_sighting_that_the_log_has_not_signed_is_itself_the_alarm() -> None:
    found = sighting_of(Published(entries(9), key="stranger").note, "a rumour", LOG)
    assert not isinstance(found, Sighting)
    assert (found.code, found.source) == (AlarmCode.BAD_SIGNATURE, "a rumour")


def test_over_http(tmp_path: Path) -> None:
    log = [Published(entries(700))]
    with over_http(lambda: log[0]) as prefix, WebGet() as get:
        monitor = Monitor(get, VKEY, {"a": prefix}, tmp_path / "memory.json", lambda: NOON)
        assert monitor.watch_once().alarms == ()
        log[0] = Published([b"other", *entries(900)])
        assert [alarm.code for alarm in monitor.watch_once().alarms] == [AlarmCode.REWRITTEN]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other/1"}', "\xff"])
def test_a_memory_that_is_not_ours_is_said_and_not_overwritten(tmp_path: Path, text: str) -> None:
    (tmp_path / "memory.json").write_text(text)
    with pytest.raises(Malformed):
        Watching(tmp_path, "a").look(a=Published(entries(3)))
    assert (tmp_path / "memory.json").read_text() == text


def test_a_memory_of_another_log_is_not_used(tmp_path: Path) -> None:
    Watching(tmp_path, "a").look(a=Published(entries(3)))
    other = Monitor(silent, cosigner(ORIGIN).vkey, {}, tmp_path / "memory.json", lambda: NOON)
    with pytest.raises(Malformed):
        other.watch_once()
