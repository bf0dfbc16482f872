"""kill -9 at every single write of a block, and at random: what was acknowledged is there, and nothing is torn."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import time
from itertools import count
from pathlib import Path

import pytest

from chronology.anchors.evm.embedded.blocks import BlockStore
from chronology.anchors.evm.embedded.tests.dying import DyingStore, EachWriteAlone, anchor_until_killed, damage

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([anchor_until_killed.__module__])
TWO_ANCHORS = (3, 4)
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A chain with two anchors, and the note that both were acknowledged."""
    path = tmp_path_factory.mktemp("begun") / "chain.sqlite3"
    run(path, BlockStore, (1, 2), 0)
    return path.parent


def run(path: Path, store: type[BlockStore], sizes: tuple[int, int], die_at: int) -> bool:
    """Run one process to its end; says whether it was killed."""
    process = FORKS.Process(target=anchor_until_killed, args=(path, store, *sizes, die_at))
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def killed_at_each_write(store: type[BlockStore], begun: Path, scratch: Path) -> tuple[int, list[str]]:
    """Die at the first write, at the second and so on, each time from the same chain, until the work ends alive."""
    found: list[str] = []
    for die_at in count(1):
        folder = shutil.copytree(begun, scratch / str(die_at))
        killed = run(folder / "chain.sqlite3", store, TWO_ANCHORS, die_at)
        found += damage(folder / "chain.sqlite3")
        shutil.rmtree(folder)
        if not killed:
            return die_at - 1, found
    raise AssertionError


def test_dying_at_any_write_of_a_block_leaves_a_whole_chain(begun: Path, tmp_path: Path) -> None:
    kills, found = killed_at_each_write(DyingStore, begun, tmp_path)
    assert kills >= 20, "the rig no longer reaches the writes of a block"
    assert found == []


def test_the_rig_finds_blocks_that_are_written_word_by_word(begun: Path, tmp_path: Path) -> None:
    _, found = killed_at_each_write(EachWriteAlone, begun, tmp_path)
    assert found


def test_dying_at_any_write_of_the_first_start_leaves_a_chain_that_begins(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for die_at in range(1, 40, 3):
        folder = shutil.copytree(empty, tmp_path / str(die_at))
        run(folder / "chain.sqlite3", DyingStore, (1, 1), die_at)
        assert damage(folder / "chain.sqlite3") == []


@pytest.mark.parametrize("kills", [4, pytest.param(300, marks=[pytest.mark.torture, pytest.mark.timeout(3600)])])
def test_dying_at_random_moments_loses_nothing_that_was_acknowledged(tmp_path: Path, kills: int) -> None:
    path, chance = tmp_path / "chain.sqlite3", random.Random(kills)
    for trial in range(kills):
        before = acknowledged(path)
        first = trial * 1000 + 1
        process = FORKS.Process(target=anchor_until_killed, args=(path, BlockStore, first, first + 900, 0))
        process.start()
        while process.is_alive() and acknowledged(path) == before:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
        process.kill()
        process.join()
        assert damage(path) == []
        assert acknowledged(path) > before, "the process was killed before it had done anything"


def acknowledged(path: Path) -> int:
    """How many anchors were acknowledged so far."""
    notes = path.with_suffix(".acknowledged")
    return notes.read_text().count("\n") if notes.exists() else 0
