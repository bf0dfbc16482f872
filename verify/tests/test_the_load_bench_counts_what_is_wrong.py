from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import cast

import pytest

from bench.load import parts
from bench.load.driving import Driven, _read
from bench.load.installation import Running

A, B = "a" * 64, "b" * 64


@dataclass
class Store:
    """What an installation stored, without the installation."""

    rows: Counter[tuple[str, str]]

    def settle(self) -> None:
        """It has."""

    def stored(self) -> Counter[tuple[str, str]]:
        return self.rows


def judged(rows: dict[tuple[str, str], int], **statuses: int) -> str:
    answered = {int(name[1:]): count for name, count in statuses.items()}
    driven = Driven(answered, 1, 0, 0, 0, 0, 1, 1, 1)
    return parts.judged(cast(Running, Store(Counter(rows))), driven)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "right", lambda: {A: "no_credentials", B: "signer_unknown"})


def test_right_answers_that_are_all_there_are_counted_as_such() -> None:
    assert "wrong 0, lost 0" in judged({(A, "no_credentials"): 2, (B, "signer_unknown"): 1}, s201=2, s202=1)


def test_an_answer_of_another_file_is_wrong() -> None:
    assert "wrong 3" in judged({(A, "signer_unknown"): 3}, s201=3)


def test_what_was_acknowledged_and_is_not_there_is_lost() -> None:
    assert "lost 2" in judged({(A, "no_credentials"): 1}, s201=2, s202=1)


def test_a_check_that_failed_or_was_left_in_the_queue_is_no_right_answer() -> None:
    assert "wrong 2" in judged({("", "failed"): 1, ("", "queued"): 1}, s202=2)


def test_an_answer_that_nobody_should_get_is_counted() -> None:
    assert "other answers 4" in judged({}, s500=4, s429=1, s503=1)


def test_the_words_of_the_driver_are_read() -> None:
    driven = _read("noise\nFIGURES 201=5,429=2,|7|2000000|4|1|3|0|10000|20000|30000\nWRONG x\n")
    assert (driven.rate, driven.right, driven.wrong, driven.broken, driven.p99) == (2.5, 4, 1, 3, 30.0)
