"""Posts everything, eight at a time, and gathers all that went wrong."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle

from verify.tests.badmedia.doors import Answer, ApiDoor, Door, PageDoor
from verify.tests.badmedia.installation import Installation
from verify.tests.badmedia.judgement import complaints
from verify.tests.badmedia.processes import MemoryWatch, Process, open_files
from verify.tests.badmedia.samples import Sample, good_samples
from verify.tests.badmedia.traces import rows, traces

AT_ONCE = 8
WARM_UP_POSTS = 24
MEMORY_GROWTH_MIB = 32.0
# Each thread of the web server keeps its connections to the stores, and their write-ahead files, open.
SPARE_FILES = 8 * 24

Post = tuple[type[Door], Sample]


@dataclass
class Outcome:
    """What a run came to; `wrong` is empty where everything held."""

    answers: list[Answer]
    growth_mib: float
    wrong: list[str] = field(default_factory=list)

    @property
    def slowest(self) -> Answer:
        return max(self.answers, key=lambda answer: answer.seconds)

    def figures(self) -> str:
        """The run in one paragraph."""
        refused = sum(answer.is_refused for answer in self.answers)
        at_once = sum(answer.is_refused_at_once for answer in self.answers)
        return (
            f"{len(self.answers)} posts, {AT_ONCE} at a time: {refused} refused ({at_once} of them at once), "
            f"{len(self.answers) - refused} answered; slowest {self.slowest.seconds:.2f} s "
            f"({self.slowest.sample.name}); the web process grew by {self.growth_mib:.1f} MiB; {len(self.wrong)} wrong"
        )


def run(
    place: Installation, samples: Iterable[Sample], seed: int, before_end: Callable[[], None] = lambda: None
) -> Outcome:
    """Post the samples by both doors in turn; `before_end` is where tests plant a fault."""
    _posted(place, _by_turns(good_samples()[:WARM_UP_POSTS], seed))
    known, workers = set(rows(place.site)), place.processes("worker")
    held = {pid: open_files(pid) for pid in [*place.processes("web"), *workers]}
    with MemoryWatch(list(place.processes("web"))) as memory:
        answers = _posted(place, _by_turns(samples, seed))
    before_end()
    outcome = Outcome(answers, memory.growth_mib)
    outcome.wrong += [line for answer in answers for line in complaints(answer)]
    outcome.wrong += [*_grown(outcome), *lost(workers, place.processes("worker")), *_rows(place, answers, known)]
    outcome.wrong += [*_left(place, answers), *left_open(held)]
    return outcome


def lost(before: dict[int, Process], after: dict[int, Process]) -> list[str]:
    """One line for each worker that is not the one that it was."""
    return [f"worker {pid} was lost" for pid, process in before.items() if after.get(pid) != process]


def left_open(before: dict[int, int]) -> list[str]:
    """One line for each process that forgot to close what it opened."""
    return [
        f"process {pid} holds {open_files(pid)} files, {count} before"
        for pid, count in before.items()
        if open_files(pid) > count + SPARE_FILES
    ]


def _by_turns(samples: Iterable[Sample], seed: int) -> list[Post]:
    return list(zip(cycle((ApiDoor, PageDoor) if seed % 2 else (PageDoor, ApiDoor)), samples, strict=False))


def both_ways(samples: Iterable[Sample], seed: int) -> list[Sample]:
    """Each sample twice, shuffled so that its two posts go by different doors."""
    once = list(samples)
    random.Random(seed).shuffle(once)
    return [sample for sample in once for _ in range(2)]


def _posted(place: Installation, posts: list[Post]) -> list[Answer]:
    visitors = Visitors(place.url)
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(visitors.post, posts))
    finally:
        visitors.leave()


class Visitors:
    """One visitor a thread and door, so that sessions are used again as browsers do."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.doors: dict[tuple[int, type[Door]], Door] = {}

    def post(self, item: Post) -> Answer:
        kind, sample = item
        key = (threading.get_ident(), kind)
        if key not in self.doors:
            self.doors[key] = kind(self.url)
        return self.doors[key].post(sample)

    def leave(self) -> None:
        for door in self.doors.values():
            door.session.close()


def _grown(outcome: Outcome) -> list[str]:
    too_much = outcome.growth_mib > MEMORY_GROWTH_MIB
    return [f"the web process grew by {outcome.growth_mib:.1f} MiB"] if too_much else []


def _rows(place: Installation, answers: list[Answer], known: set[str]) -> list[str]:
    new = set(rows(place.site)) - known
    told = {answer.public_id for answer in answers if answer.public_id}
    strange = [f"a row that no answer told of: {state}" for key, state in rows(place.site).items() if key in new - told]
    return strange + ["an answer whose row is gone"] * len(told - new)


def _left(place: Installation, answers: list[Answer]) -> list[str]:
    kept = {answer.sample for answer in answers if not answer.is_refused} | set(good_samples())
    refused = {answer.sample for answer in answers if answer.is_refused} - kept
    return traces([place.data, place.temporary], sorted(refused, key=lambda one: one.name), kept)
