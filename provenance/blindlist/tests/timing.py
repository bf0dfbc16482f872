"""Many questions about listed and unlisted devices, each measured: can an observer tell them apart?"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from scipy import stats

from provenance.blindlist.asking import ListMirror, ask
from provenance.blindlist.building import Before, build
from provenance.blindlist.ids import canonical
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.oprf import label_by_key
from provenance.blindlist.tests.lists import AT, entry, plan, signed
from provenance.blindlist.tests.people import maintainers
from provenance.blindlist.tests.sharing_keys import EPOCH, key_of_five, leaf
from provenance.blindlist.types import AnswerState, Edition, Entry, KeyHolders, KeyName, Label, PublicKey

SECRET, PUBLIC, SHARES = key_of_five()
LISTED, UNLISTED = range(2_000), range(10_000, 12_000)


def listing(folder: Path) -> Mirror:
    """A mirror on disk with an edition of two thousand leaf keys."""
    entries = [(label_by_key(canonical(leaf(one)), SECRET), entry(one)) for one in LISTED]
    built = build(entries, plan(epoch=EPOCH, keys=(PUBLIC,)), Before())
    mirror = Mirror(folder, maintainers())
    mirror.take(signed(built), built.blobs.filter, built.blobs.buckets)
    return mirror


@dataclass
class Watched:
    """What an observer with a stop-watch notes of each question: clock and processor time in nanoseconds."""

    hits: list[tuple[int, int]] = field(default_factory=list)
    misses: list[tuple[int, int]] = field(default_factory=list)

    def least_p(self) -> float:
        """The smallest p of two tests on two clocks, times four because four were made."""
        found = []
        for clock in (0, 1):
            hits, misses = ([one[clock] for one in side] for side in (self.hits, self.misses))
            found += [stats.mannwhitneyu(hits, misses).pvalue, stats.ks_2samp(hits, misses).pvalue]
        return min(1.0, 4 * float(min(found)))


def watched(mirror: ListMirror, holders: KeyHolders, count: int, *, warm: int = 20) -> Watched:
    """So many questions in random order, half of them about listed devices; the first ones only warm up."""
    notes = Watched()
    for number, listed in enumerate(_order(count + warm)):
        device = leaf(secrets.choice(LISTED if listed else UNLISTED))
        began, worked = time.perf_counter_ns(), time.thread_time_ns()
        (got,) = ask([device], holders=holders, mirror=mirror, random=secrets.token_bytes, at=AT)
        took = (time.perf_counter_ns() - began, time.thread_time_ns() - worked)
        assert got.state is (AnswerState.LISTED if listed else AnswerState.NOT_LISTED)
        if number >= warm:
            (notes.hits if listed else notes.misses).append(took)
    return notes


def _order(count: int) -> Sequence[bool]:
    order = [number % 2 == 0 for number in range(count)]
    Random().shuffle(order)
    return order


class Leaking:
    """A planted fault: a mirror that works a little longer, or shorter, where something is listed."""

    def __init__(self, mirror: Mirror, work: Callable[[], object]) -> None:
        self._mirror, self._work = mirror, work

    @property
    def edition(self) -> Edition | None:
        return self._mirror.edition

    def public_key(self, name: KeyName) -> PublicKey | None:
        return self._mirror.public_key(name)

    def look(self, label: Label) -> Entry | None:
        found = self._mirror.look(label)
        if found:
            self._work()
        return found
