from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from verify import wiring
from verify.cases import selectors, word
from verify.cases.endings import ended
from verify.cases.models import Verification

SOON = 5.0
NAME = "a" * 22


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.DATA_DIR = tmp_path
    yield wiring.run_folder()
    word._ears.clear()


def test_the_end_of_a_check_wakes_those_who_wait_for_it_and_nobody_else() -> None:
    ear = word.ear()
    with ear.word(NAME) as mine, ear.word(NAME) as mine_too, ear.word("b" * 22) as others:
        ended(NAME)
        assert mine.wait(SOON)
        assert mine_too.wait(SOON)
        assert not others.is_set()
    assert not ear._waiting, "names of checks stay in memory"


def test_nothing_is_heard_where_nobody_says_a_word(folder: Path) -> None:
    with word.ear().word(NAME) as mine:
        word.ear().path.unlink()
        ended(NAME)
        assert not mine.wait(0.2)


def test_strange_words_end_no_ear() -> None:
    with word.ear().word(NAME) as mine:
        word.tell("\N{SNOWMAN}" * 40)
        word.tell("")
        word.tell(NAME)
        assert mine.wait(SOON)


def test_an_answer_is_there_without_a_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[float] = []
    running, done = Verification(pk=NAME, state="running"), Verification(pk=NAME, state="done")

    def look(_: str, **__: object) -> Verification:
        looks.append(time.monotonic())
        return running if len(looks) == 1 else done

    monkeypatch.setattr(selectors, "verification_get", look)
    monkeypatch.setattr(selectors, "FIRST_LOOK", SOON)
    threading.Timer(0.1, ended, (NAME,)).start()
    assert selectors.wait_until_finished(NAME, 2 * SOON) is done
    assert looks[1] - looks[0] < SOON


def test_who_hears_no_word_looks_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([Verification(pk=NAME, state="running"), Verification(pk=NAME, state="done")])
    monkeypatch.setattr(selectors, "verification_get", lambda *_, **__: next(answers))
    assert selectors.wait_until_finished(NAME, SOON).state == "done"
