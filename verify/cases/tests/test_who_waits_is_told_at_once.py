from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from verify import wiring
from verify.cases import selectors, word
from verify.cases.endings import ended
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")

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


@pytest.fixture
def running() -> Verification:
    return Verification.objects.create(pk=NAME, state="running", expires_at=wiring.now() + timedelta(hours=1))


def end(*, says_so: bool) -> None:
    """What a worker does a tenth of a second from now."""

    def work() -> None:
        Verification.objects.filter(pk=NAME).update(state="refused", refusal_code="refused.damaged")
        connection.close()
        if says_so:
            ended(NAME)

    threading.Timer(0.1, work).start()


def test_an_answer_is_there_without_a_second_look(running: Verification, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "FIRST_LOOK", 4 * SOON)
    began = time.monotonic()
    end(says_so=True)
    assert selectors.wait_until_finished(running.pk, 4 * SOON).state == "refused"
    assert time.monotonic() - began < SOON


def test_who_hears_no_word_looks_all_the_same(running: Verification) -> None:
    end(says_so=False)
    assert selectors.wait_until_finished(running.pk, SOON).state == "refused"


def test_who_waited_long_enough_is_told_how_it_stands(running: Verification) -> None:
    assert selectors.wait_until_finished(running.pk, 0.2).state == "running"


def test_one_that_is_forgotten_meanwhile_is_not_waited_for(running: Verification) -> None:
    def forget() -> None:
        Verification.objects.filter(pk=NAME).delete()
        connection.close()

    threading.Timer(0.1, forget).start()
    with pytest.raises(NoSuchVerification):
        selectors.wait_until_finished(running.pk, SOON)
