"""Whoever runs the list, a holder or the wire between cannot tell a listed camera from another by time or size.

The whole way of the asking site is taken: blinding, three holders behind their interface, the mirror, the findings and
the stored report. A busy worker goes from one file to the next, so that all it does shows between two questions.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import ks_2samp, mannwhitneyu

from provenance.attestation.types import DeviceId
from provenance.blindlist.service_holders import ServiceHolders
from provenance.blindlist.tests.holding import TOKEN, Clock, InProcess
from provenance.blindlist.tests.holding import holder as holding
from provenance.report_json import stored
from verify import list_wiring
from verify.cases.asking_cameras import with_cameras_asked
from verify.cases.tests.listing_cameras import LEAF, OTHER, Listing, listing, since
from verify.cases.tests.test_cameras_are_asked_about_blinded import captured

QUESTIONS, FEW = 10_000, 60
LEAST_P = 0.01
HARDLY_P = 1e-5
"""What few questions are held to in the ordinary run: chance alone gets there once in tens of thousands of runs."""
LEAK_SECONDS = 0.004


@dataclass
class Seen:
    """What somebody outside sees of one question: bytes each way, and how long until the worker is free again."""

    sizes: tuple[tuple[int, int], ...]
    seconds: float


@dataclass
class Watched:
    """Questions about a listed camera and about others, in an order drawn by lot."""

    hits: list[Seen] = field(default_factory=list)
    misses: list[Seen] = field(default_factory=list)

    def sizes(self) -> tuple[Counter[object], Counter[object]]:
        return Counter(one.sizes for one in self.hits), Counter(one.sizes for one in self.misses)

    def told_apart(self) -> list[float]:
        """The chance that the times of hits and misses are of one kind, by two tests."""
        hits, misses = ([one.seconds for one in some] for some in (self.hits, self.misses))
        return [mannwhitneyu(hits, misses).pvalue, ks_2samp(hits, misses).pvalue]


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path) -> InProcess:
    """A list that names one camera, its holders asked through their own interface."""
    made = listing(monkeypatch, settings, data_dir)
    made.put(LEAF, since())
    settings.BLACKLIST_TOKEN = TOKEN
    way = InProcess({number: _holding(made, number, data_dir) for number in range(1, 6)})
    monkeypatch.setattr(list_wiring, "key_holders", lambda: ServiceHolders("", TOKEN, way))
    return way


def _holding(made: Listing, number: int, folder: Path) -> Any:
    share = next(one for one in made.shares if one.index == number and one.name == "open")
    return holding(folder / f"holder-{number}", share, Clock())


Work = Callable[[DeviceId], object]


def whole_way(device: DeviceId) -> object:
    """What the worker does with one file, from its device ids to what is stored."""
    return json.dumps(stored(with_cameras_asked(captured(device)).report))


def ask(wire: InProcess, device: DeviceId, work: Work) -> Seen:
    wire.sent.clear()
    wire.got.clear()
    begun = time.process_time()
    work(device)
    seconds = time.process_time() - begun
    return Seen(tuple((len(out[1]), len(back.body)) for out, back in zip(wire.sent, wire.got, strict=True)), seconds)


def watched(wire: InProcess, count: int, work: Work = whole_way, seed: int = 1) -> Watched:
    lot, seen = random.Random(seed), Watched()
    for _ in range(20):
        ask(wire, LEAF, work)
        ask(wire, OTHER, work)
    for number in range(count):
        other = replace(OTHER, value=f"{number:064x}")
        for device in lot.sample((LEAF, other), 2):
            (seen.hits if device is LEAF else seen.misses).append(ask(wire, device, work))
    return seen


def told(seen: Watched) -> Sequence[float]:
    hits, misses = seen.sizes()
    assert hits == misses
    assert len(hits) == 1, "every question has the same size"
    return seen.told_apart()


def test_hit_and_miss_have_one_size_and_one_time(wire: InProcess) -> None:
    assert min(told(watched(wire, FEW))) > HARDLY_P


def test_a_planted_difference_in_time_is_found(wire: InProcess) -> None:
    def slower_on_a_hit(device: DeviceId) -> object:
        answer = whole_way(device)
        until = time.process_time() + LEAK_SECONDS * ("camera_list.listed" in str(answer))
        while time.process_time() < until:
            pass  # as if a record that is there took some decrypting more
        return answer

    assert min(told(watched(wire, FEW, slower_on_a_hit))) < HARDLY_P


def test_a_planted_difference_in_size_is_found(wire: InProcess) -> None:
    def asks_again(device: DeviceId) -> object:
        answer = whole_way(device)
        return whole_way(OTHER) if "camera_list.listed" in str(answer) else answer

    hits, misses = watched(wire, 5, asks_again).sizes()
    assert hits != misses


@pytest.mark.torture
def test_ten_thousand_hits_and_misses_look_the_same(wire: InProcess) -> None:
    # Chance alone falls below once in a hundred runs; what is truly there shows in both.
    assert any(min(told(watched(wire, QUESTIONS, seed=seed))) > LEAST_P for seed in (1, 2))
