from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chronology.errors import PeerUnavailable, RolledBack
from chronology.log import Log
from chronology.types import RootHash, SeenHead, TreeSize
from verify.ledger.signer.comparing import Comparing
from verify.ledger.tests.logs import log_in


@pytest.fixture
def log(tmp_path: Path) -> Log:
    made = log_in(tmp_path)
    with made.sequencing("test"):
        made.append_many([b"one", b"two", b"three"])
    return made


def silent() -> list[SeenHead]:
    raise PeerUnavailable("The chain does not answer.")


def holds(size: int, root: bytes | None = None) -> Callable[[], list[SeenHead]]:
    return lambda: [SeenHead("a witness", TreeSize(size), RootHash(root) if root else None)]


def test_who_is_silent_at_the_start_is_asked_later(log: Log) -> None:
    answers = [holds(2), silent]
    comparing = Comparing(log)
    assert [head.size for head in comparing.heads(answers)] == [2]
    assert comparing.silent == [silent]
    assert comparing.compare_late() is False
    assert comparing.silent == [silent], "still silent, still to be asked"
    comparing.silent = [holds(3, log.root_at(3))]
    comparing.compare_late()
    assert comparing.silent == []


def test_it_is_blind_until_one_outside_has_answered_and_fits(log: Log) -> None:
    comparing = Comparing(log)
    comparing.heads([silent, silent], near=[holds(2)])
    assert comparing.blind, "our own chain is put back together with us"
    comparing.compare_late()
    assert comparing.blind
    comparing.silent[0] = comparing.outside[0] = holds(9)
    with pytest.raises(RolledBack):
        comparing.compare_late()
    assert comparing.blind, "an answer that does not fit is none to sign on"
    comparing.silent[0] = comparing.outside[0] = holds(3, log.root_at(3))
    comparing.compare_late()
    assert not comparing.blind


def test_where_nobody_outside_is_set_up_there_is_nobody_to_wait_for(log: Log) -> None:
    comparing = Comparing(log)
    comparing.heads([], near=[silent])
    assert not comparing.blind


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (holds(4), "more than the store"),
        (holds(3), "more than the store"),  # as many as are stored, but nothing was ever published here
        (holds(2, b"x" * 32), "another history"),
    ],
)
def test_a_late_answer_that_does_not_fit_stops_everything(
    log: Log, head: Callable[[], list[SeenHead]], words: str
) -> None:
    comparing = Comparing(log, silent=[head])
    with pytest.raises(RolledBack, match=words):
        comparing.compare_late()
