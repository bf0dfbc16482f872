"""Listed and unlisted devices take the same time and the same bytes; a mirror that leaks is found out.

Chance alone brings p below 0.01 once in a hundred runs, so that a run is taken again before it counts: a leak that is
there shows every time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from provenance.blindlist.asking import ListMirror, ask
from provenance.blindlist.holders import LocalHolders
from provenance.blindlist.service_holders import ServiceHolders
from provenance.blindlist.tests.holding import TOKEN, Clock, InProcess, holder
from provenance.blindlist.tests.lists import AT
from provenance.blindlist.tests.sharing_keys import leaf, repeatable
from provenance.blindlist.tests.timing import LISTED, SHARES, UNLISTED, Leaking, listing, watched
from provenance.blindlist.types import AnswerState, KeyHolders

LEAST_P = 0.01
RUNS = 3
LONG = [pytest.mark.torture, pytest.mark.timeout(600)]


def told_apart(mirror: ListMirror, holders: KeyHolders, count: int) -> list[float]:
    """The p of each run until one does not tell hits from misses."""
    found: list[float] = []
    while len(found) < RUNS and not any(one > LEAST_P for one in found):
        found.append(watched(mirror, holders, count).least_p())
    return found


def test_neither_clock_tells_them_apart_in_a_short_run(tmp_path: Path) -> None:
    assert told_apart(listing(tmp_path), LocalHolders(SHARES), 80)[-1] > LEAST_P


@pytest.mark.torture
@pytest.mark.timeout(1800)
def test_neither_clock_tells_them_apart_at_ten_thousand_questions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = told_apart(listing(tmp_path), LocalHolders(SHARES), 10_000)
    p = ", ".join(f"{one:.3f}" for one in found)
    with capsys.disabled():
        sys.stdout.write(f"\nhit or miss at length, 10,000 questions: p = {p} (needed: above {LEAST_P})\n")
    assert found[-1] > LEAST_P


@pytest.mark.parametrize(("count", "rounds"), [(60, 100_000), pytest.param(4_000, 10_000, marks=LONG)])
def test_a_planted_leak_is_found(tmp_path: Path, count: int, rounds: int) -> None:
    """Two milliseconds more for what is listed; in the long form a fifth of one."""
    leaking = Leaking(listing(tmp_path), lambda: sum(range(rounds)))
    assert watched(leaking, LocalHolders(SHARES), count).least_p() <= LEAST_P


def test_every_byte_that_travels_is_as_long_for_a_hit_as_for_a_miss(tmp_path: Path) -> None:
    way = InProcess({one.index: holder(tmp_path / str(one.index), one, Clock()) for one in SHARES})
    holders, mirror = ServiceHolders("https://list.example", TOKEN, way), listing(tmp_path / "list")
    sizes = set()
    for number, state in ((LISTED[5], AnswerState.LISTED), (UNLISTED[5], AnswerState.NOT_LISTED)) * 5:
        sent, got = len(way.sent), len(way.got)
        (said,) = ask([leaf(number)], holders=holders, mirror=mirror, random=repeatable(number), at=AT)
        assert said.state is state
        sizes.add((*(len(body) for _, body in way.sent[sent:]), *(len(one.body) for one in way.got[got:])))
    assert len(sizes) == 1
    assert sum(sizes.pop()) <= 8 * 1024
