"""Rolled back, forked, with gaps, edited, unsigned or shapeless: a mirror takes nothing of it and keeps what it had."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from provenance.mirror.copy import Copy
from provenance.mirror.errors import BadQuestion, FeedRefused, FeedUnavailable
from provenance.mirror.fetching import EVIDENCE, fetch
from provenance.mirror.tables import FILE
from provenance.mirror.tests.feeds import BEGUN, INSTALLATION, MadeFeed, record, sha

PAGE = "/api/v1/feed/pages/{}"
HEAD = "/api/v1/feed"


@pytest.fixture
def honest() -> MadeFeed:
    """Six entries: one closed page of four, and two on the open one."""
    return MadeFeed().add(INSTALLATION, *(record(place, f"word {place}") for place in range(5)))


def known(folder: Path) -> set[str]:
    """Which words of ten the mirror has."""
    copy = Copy(folder, lambda: BEGUN)
    return {word for word in map("word {}".format, range(10)) if copy.records(bytes.fromhex(sha(word)))}


def refused(folder: Path, feed: MadeFeed, code: str) -> FeedRefused:
    """The feed is refused with this code, and the mirror is as it was."""
    before = known(folder) if (folder / FILE).exists() else set()
    with pytest.raises(FeedRefused) as caught:
        fetch(folder, feed, key=feed.vkey)
    assert caught.value.code == code, caught.value.public
    if before:
        assert known(folder) == before
    return caught.value


def test_an_honest_feed_is_taken_and_goes_on(honest: MadeFeed, tmp_path: Path) -> None:
    first = fetch(tmp_path, honest, key=honest.vkey)
    honest.add(record(5, "word 5"), record(6, "word 6"), record(7, "word 7"))
    honest.asked.clear()

    second = fetch(tmp_path, honest)

    assert (first.new, second.new, second.place.count) == (6, 3, 9)
    assert known(tmp_path) == {f"word {place}" for place in range(8)}
    assert PAGE.format(0) not in honest.asked, "closed pages are fetched once"


def test_a_feed_that_was_rolled_back_is_refused(honest: MadeFeed, tmp_path: Path) -> None:
    fetch(tmp_path, honest, key=honest.vkey)
    older = honest.copy()
    del older.entries[5:]
    older.at += timedelta(days=1)
    refused(tmp_path, older, "feed.rolled_back")


@pytest.mark.parametrize("since", [1, 4, 5])
def test_a_fork_is_refused_and_both_notes_are_kept(honest: MadeFeed, since: int, tmp_path: Path) -> None:
    fetch(tmp_path, honest, key=honest.vkey)
    forked = honest.copy()
    forked.entries[since]["body"]["contents"] = [["", sha("another work")]]
    forked.add(record(8, "word 8"))

    refused(tmp_path, forked, "feed.forked")

    kept = {path.name.rpartition("-")[2]: path.read_text() for path in (tmp_path / EVIDENCE).iterdir()}
    assert set(kept) == {"held.note", "shown.note"}
    assert all(honest.vkey.split("+")[0] in note for note in kept.values())


def test_a_fork_of_the_same_length_is_refused(honest: MadeFeed, tmp_path: Path) -> None:
    fetch(tmp_path, honest, key=honest.vkey)
    forked = honest.copy()
    forked.entries[-1]["subject"] = "record-of-somebody-else"
    refused(tmp_path, forked, "feed.forked")


def test_pages_of_another_history_than_the_head_s_are_refused(honest: MadeFeed, tmp_path: Path) -> None:
    """Both are signed: whoever shows them side by side shows what nobody else would ever see together."""
    forked = honest.copy()
    forked.entries[-1]["subject"] = "record-of-somebody-else"
    forked.served["/api/v1/feed"] = json.dumps(honest.head()).encode()
    refused(tmp_path, forked, "feed.forked")
    assert len(list((tmp_path / EVIDENCE).iterdir())) == 2


def served(feed: MadeFeed, number: int, change: Callable[[dict[str, Any]], object]) -> MadeFeed:
    """The feed with one page changed on its way."""
    page = deepcopy(feed.page(number))
    assert page is not None
    change(page)
    feed.served[PAGE.format(number)] = json.dumps(page).encode()
    return feed


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "an entry left out": (lambda page: page["entries"].pop(1), "feed.gap"),
    "an entry put in": (lambda page: page["entries"].append(page["entries"][0]), "feed.gap"),
    "an entry edited": (lambda page: page["entries"][2]["body"].update(recorder="cd" * 16), "feed.changed"),
    "a number of another": (lambda page: page["entries"][2].update(seq=9), "feed.changed"),
    "two entries exchanged": (lambda page: page["entries"].reverse(), "feed.changed"),
    "another beginning": (lambda page: page.update(previous="00" * 32), "feed.changed"),
    "no beginning": (lambda page: page.update(previous="not hex"), "feed.page"),
    "no entries": (lambda page: page.update(entries="none"), "feed.page"),
    "an entry that is a word": (lambda page: page["entries"].__setitem__(0, "word"), "feed.page"),
    "a number with a point": (lambda page: page["entries"][2]["body"].update(index=1.5), "feed.page"),
    "half a character": (lambda page: page["entries"][2].update(subject="\ud800"), "feed.page"),
    "another schema": (lambda page: page.update(schema="firstlight.feed-page/2"), "feed.page"),
    "no note": (lambda page: page.update(note="nothing"), "feed.note"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_page_that_was_changed_on_its_way_is_refused(honest: MadeFeed, name: str, tmp_path: Path) -> None:
    change, code = CHANGES[name]
    refused(tmp_path, served(honest, 0, change), code)


def test_a_page_of_another_place_is_refused(honest: MadeFeed, tmp_path: Path) -> None:
    honest.served[PAGE.format(0)] = json.dumps(honest.page(1)).encode()
    refused(tmp_path, honest, "feed.gap")


def test_a_note_of_another_key_is_refused(honest: MadeFeed, tmp_path: Path) -> None:
    stranger = MadeFeed(entries=honest.entries)
    with pytest.raises(FeedRefused, match="not signed with the key"):
        fetch(tmp_path, stranger, key=honest.vkey)


def test_a_signature_of_other_words_is_refused(honest: MadeFeed, tmp_path: Path) -> None:
    head = honest.head()
    head["note"] = head["note"].replace("\n6\n", "\n7\n")
    honest.served[HEAD] = json.dumps(head).encode()
    refused(tmp_path, honest, "feed.signature")


def test_what_the_key_signed_elsewhere_is_no_head(honest: MadeFeed, tmp_path: Path) -> None:
    report = honest.signed("firstlight.report-signature/1\nlog.example.org/desk/reports\n2026-03-01T12:00:00Z\nab\n")
    honest.served[HEAD] = json.dumps({**honest.head(), "note": report}).encode()
    refused(tmp_path, honest, "feed.note")


def test_a_feed_that_was_begun_anew_needs_a_folder_of_its_own(honest: MadeFeed, tmp_path: Path) -> None:
    fetch(tmp_path, honest, key=honest.vkey)
    anew = MadeFeed(key=honest.key, feed="f" * 32, entries=honest.entries)
    refused(tmp_path, anew, "feed.other")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"[" * 100_000, b"nothing", b'{"schema": "firstlight.feed/1"}', b"\xff"]
)
def test_what_is_no_feed_is_refused(honest: MadeFeed, body: bytes, tmp_path: Path) -> None:
    honest.served[HEAD] = body
    refused(tmp_path, honest, "feed.page")


def test_a_signed_entry_that_makes_no_sense_takes_nothing_in(honest: MadeFeed, tmp_path: Path) -> None:
    fetch(tmp_path, honest, key=honest.vkey)
    honest.add(record(6, "word 6"), record(-1, "word 7"))
    with pytest.raises(FeedRefused, match="makes no sense"):
        fetch(tmp_path, honest)
    assert known(tmp_path) == {f"word {place}" for place in range(5)}


def test_a_page_that_is_missing_leaves_what_came_before(honest: MadeFeed, tmp_path: Path) -> None:
    honest.served[PAGE.format(1)] = None
    with pytest.raises(FeedUnavailable):
        fetch(tmp_path, honest, key=honest.vkey)
    del honest.served[PAGE.format(1)]
    assert fetch(tmp_path, honest, key=honest.vkey).new == 2


def test_the_first_time_asks_for_a_key_from_elsewhere(honest: MadeFeed, tmp_path: Path) -> None:
    with pytest.raises(BadQuestion, match="--key") as caught:
        fetch(tmp_path, honest)
    assert honest.vkey in caught.value.public
    with pytest.raises(BadQuestion, match="no key of a feed"):
        fetch(tmp_path, honest, key="log.example.org+00000000+AAAA")


def test_unknown_kinds_are_passed_over_and_hashed_all_the_same(honest: MadeFeed, tmp_path: Path) -> None:
    honest.add(("something_new", "of next year", {"a": [1, {"b": None}]}), record(9, "word 9"))
    fetch(tmp_path, honest, key=honest.vkey)
    assert "word 9" in known(tmp_path)
