from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chronology.anchors.conftest import need_node
from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.lane.entries import Entries
from chronology.anchors.evm.lane.steps import Attempt, Entry
from chronology.anchors.evm.testnode import running
from chronology.anchors.tests.ground import Shore, deploy, new_store
from chronology.anchors.tests.weather import Voyage

SHORT, LONG = 40, 400
SEEDS_OF_TORTURE = range(100, 112)


@contextmanager
def fresh_shore(folder: Path) -> Iterator[Shore]:
    need_node()
    with running() as node:
        engine = new_store(folder)
        yield Shore(node, engine, deploy(node))
        engine.dispose()


class CallsTheNewestBlockFinal:
    """The planted fault: final is declared as soon as a transaction is mined."""

    def __init__(self, client: ChainClient) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, "latest" if name == "finalized" else name)


@pytest.mark.timeout(180)
def test_every_checkpoint_ends_final_once_and_none_is_withdrawn(tmp_path: Path) -> None:
    with fresh_shore(tmp_path) as shore:
        told = Voyage(shore, seed=5).sail(SHORT)
    assert told.final >= 2
    assert told.kills >= 2


@pytest.mark.timeout(180)
def test_the_rig_sees_a_lane_that_calls_mined_final(tmp_path: Path) -> None:
    with fresh_shore(tmp_path) as shore, pytest.raises(AssertionError, match="shown final, the chain does not have it"):
        Voyage(shore, seed=5, spoil=CallsTheNewestBlockFinal).sail(LONG)


@pytest.mark.torture
def test_the_rig_sees_a_lane_that_forgets_the_older_hashes_of_a_nonce(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Entries.attempts

    def newest_only(self: Entries, entry: Entry) -> tuple[Attempt, ...]:
        return whole(self, entry)[-1:]

    monkeypatch.setattr(Entries, "attempts", newest_only)
    with fresh_shore(tmp_path) as shore, pytest.raises(AssertionError):
        Voyage(shore, seed=5).sail(LONG)


@pytest.mark.torture
@pytest.mark.parametrize("seed", SEEDS_OF_TORTURE)
def test_a_long_voyage_through_all_weathers_comes_home(seed: int, tmp_path: Path) -> None:
    with fresh_shore(tmp_path) as shore:
        told = Voyage(shore, seed).sail(LONG)
    assert told.final >= 10
