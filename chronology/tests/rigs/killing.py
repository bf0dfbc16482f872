"""The rig: submitters that never stop, a sequencer that is killed again and again, and a judge who forgets nothing."""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from chronology.log import Point, no_faults
from chronology.tests.rigs.acks import Book
from chronology.tests.rigs.judge import Judge, Judgement
from chronology.tests.rigs.processes import fork, kill, wait
from chronology.tests.rigs.sequencer import KillAt, Places, sequence
from chronology.tests.rigs.submitters import Submitter

Start = Callable[..., None]
"""What runs in the process that is killed; planted faults hand in another."""

REACH_SECONDS = 10.0
"""How long a sequencer may take to reach its named place before it is killed wherever it is."""
OFTEN = (Point.COMMIT_BEFORE, Point.COMMIT_AFTER, Point.ACKNOWLEDGE_AFTER)
"""Places that are passed many times in a life."""
LOOK_EVERY = 25
"""Deaths between two looks of the judge, so that mostly the sequencer itself meets what its predecessor left."""


@dataclass(slots=True)
class Campaign:
    """How often to kill, how many submit at once, at most how many entries a batch; `rivals` sequencers run together.

    Every other death is at a named place, the others come after a random part of `life_seconds`.
    """

    kills: int
    submitters: int
    seed: int
    most: int = 200
    rivals: int = 1
    start: Start = sequence
    points: tuple[Point, ...] = tuple(Point)
    life_seconds: tuple[float, float] = (0.02, 0.35)
    reached: dict[Point, int] = field(default_factory=dict)

    def run(self, places: Places) -> Judgement:
        """Kill that often and judge; nothing of ours runs afterwards."""
        chance = random.Random(self.seed)
        books = [Book(places.folder / f"acks-{number}", number) for number in range(self.submitters)]
        judge = Judge(books, places.seen)
        with listening() as (listener, address), self._submitting(address, books):
            for death in range(self.kills):
                self._one_life(places, listener, chance, death)
                if death % LOOK_EVERY == LOOK_EVERY - 1:
                    _look(judge, places)
        _look(judge, places)
        return judge.found

    @contextmanager
    def _submitting(self, address: str, books: list[Book]) -> Iterator[None]:
        children = [fork(Submitter(address, one.path, one.submitter, most=self.most).run) for one in books]
        try:
            yield
        finally:
            for child in children:
                kill(child)

    def _one_life(self, places: Places, listener: socket.socket, chance: random.Random, death: int) -> None:
        point = self.points[death // 2 % len(self.points)] if death % 2 else None
        faults = KillAt(point, chance.randint(1, 3) if point in OFTEN else 1) if point else no_faults
        seed = chance.random()
        lives = [fork(lambda: self.start(places, listener, int(seed * 2**32), faults)) for _ in range(self.rivals)]
        if point is None:
            time.sleep(chance.uniform(*self.life_seconds))
        elif wait(lives[0], REACH_SECONDS) is not None:
            self.reached[point] = self.reached.get(point, 0) + 1
            lives = lives[1:]
        for child in lives:
            kill(child)


@contextmanager
def listening() -> Iterator[tuple[socket.socket, str]]:
    """One listening socket for all lives: submitters queue up at it while nobody answers."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind("")  # a name that the kernel chooses, free of any folder
    listener.listen(64)
    try:
        yield listener, listener.getsockname()
    finally:
        listener.close()


def _look(judge: Judge, places: Places) -> None:
    log = places.open(no_faults)
    try:
        judge.look(log)
    finally:
        log.engine.dispose()  # the next child must not inherit our connections
