"""The store, its tail and its segments under load: `python -m bench.indexing`.

Options: `--seconds N` a kind of inserting, `--cycles N` inserts and deletions, `--json` (one line, nothing else). One
process inserts, one builds segments as in production, this one looks for changes and searches, as the finder does.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from bench import environment
from provenance.fingerprint.types import PREPARATION, Code, Fingerprints, LocalCodes, PictureCodes
from verify.index.building.beside import Builder
from verify.index.engines import open_engine
from verify.index.finder.process import POLL_SECONDS
from verify.index.finder.reader import Reader
from verify.index.items import Entrance, Items, open_items
from verify.index.shelf import Shelf
from verify.index.types import EVERYBODY, Space

PATCHES: Final = 96
BATCH: Final = {"pictures": 50, "global codes": 1_000}
BASE: Final = 100_000
PLANTED: Final = 100_000
COLLISIONS: Final = 1_000
LOOK_UPS: Final = 2_000
PAUSE: Final = 0.002
"""Seconds between look-ups, so that the searcher leaves a core to the others."""


@dataclass
class Load:
    """What one kind of inserting came to. Milliseconds but where a name says otherwise.

    `idle_*` are the same pauses with nothing to search: what the machine itself holds a thread up for.
    """

    kind: str
    codes_a_second: float
    visible_seconds: float
    visible_slowest_seconds: float
    search_p50: float
    search_p99: float
    search_slowest: float
    swaps: int
    slowest_at_swap: float
    idle_p99: float
    idle_slowest: float


@dataclass
class Watch:
    """What the searching thread saw: when each look-up began, how long it and an empty pause took."""

    began: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)


def main() -> int:
    """Exit status 0, whatever the figures say."""
    parser = argparse.ArgumentParser(prog="python -m bench.indexing", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--cycles", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found: dict[str, object] = {}
    for line in () if options.json else environment.lines():
        print(line, flush=True)
    for kind in BATCH:
        load = inserting(kind, options.seconds)
        found[kind] = asdict(load)
        for line in () if options.json else _said(load):
            print(line, flush=True)
    for name, part in (("planted", planted()), ("memory", flat_memory(options.cycles))):
        found[name] = part
        if not options.json:
            print(_listed(name, part), flush=True)
    if options.json:
        print(json.dumps(found))
    return 0


def lines() -> Iterator[str]:
    """The figures, a line each, for all benchmarks together."""
    for kind in BATCH:
        yield from _said(inserting(kind, 10))
    yield _listed("planted", planted())


def inserting(kind: str, seconds: float) -> Load:
    """Insert in one process while this one searches and another builds."""
    with TemporaryDirectory(dir=".") as name:
        folder = Path(name).resolve()
        address = f"sqlite:///{folder}/index.sqlite3"
        engine = open_engine(address)
        open_items(engine)
        with Builder(address, folder / "x"):
            return _watched(kind, seconds, address, Reader(engine, Shelf(folder / "x")))


def _watched(kind: str, seconds: float, address: str, reader: Reader) -> Load:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    inserter = multiprocessing.get_context("spawn").Process(target=insert, args=(address, kind, seconds, theirs))
    watch, stop = Watch(), threading.Event()
    reader.refresh()
    inserter.start()
    theirs.close()
    ours.recv()  # its libraries are loaded
    searcher = threading.Thread(target=_search, args=(reader, Space.PICTURE, watch, stop))
    searcher.start()
    put: list[tuple[int, float]] = []
    seen: list[tuple[int, float]] = []
    swaps: list[float] = []
    files: set[int] = set()
    ended = False
    while not ended:
        time.sleep(POLL_SECONDS)
        reader.refresh()
        seen.append((reader.view.serial, time.monotonic()))
        now = {id(one) for several in reader.view.segments.values() for one in several}
        swaps += [time.monotonic()] if now != files else []
        files = now
        new, ended = _received(ours)
        put += new
    stop.set()
    searcher.join()
    inserter.join()
    return _load(kind, put, seen, watch, swaps)


def _received(pipe: Connection) -> tuple[list[tuple[int, float]], bool]:
    """What the inserter told meanwhile, and whether it has ended."""
    found: list[tuple[int, float]] = []
    try:
        while pipe.poll():
            found.append(pipe.recv())
    except EOFError:
        return found, True
    return found, False


def _load(
    kind: str, put: list[tuple[int, float]], seen: list[tuple[int, float]], watch: Watch, swaps: list[float]
) -> Load:
    delays = [next((at for serial, at in seen if serial >= last), seen[-1][1]) - done for last, done in put]
    took = np.array(watch.took) * 1000
    began = np.array(watch.began)
    near = [float(took[(began > at - 1) & (began < at + 1)].max(initial=0)) for at in swaps]
    each = PATCHES + 1 if kind == "pictures" else 1
    span = put[-1][1] - put[0][1]
    idle = np.array(watch.paused) * 1000
    return Load(
        kind=kind,
        codes_a_second=round((put[-1][0] - put[0][0]) * each / span),
        visible_seconds=round(float(np.median(delays)), 3),
        visible_slowest_seconds=round(max(delays), 3),
        search_p50=round(float(np.median(took)), 2),
        search_p99=round(float(np.quantile(took, 0.99)), 2),
        search_slowest=round(float(took.max()), 1),
        swaps=len(swaps),
        slowest_at_swap=round(max(near, default=0), 1),
        idle_p99=round(float(np.quantile(idle, 0.99)), 2),
        idle_slowest=round(float(idle.max()), 1),
    )


def _search(reader: Reader, space: Space, watch: Watch, stop: threading.Event) -> None:
    chance = np.random.default_rng(7)
    while not stop.is_set():
        began = time.monotonic()
        reader.sight((EVERYBODY,)).hits(space, chance.integers(0, 256, (1, 32), np.uint8), 31)
        done = time.monotonic()
        time.sleep(PAUSE)
        watch.began.append(began)
        watch.took.append(done - began)
        watch.paused.append(time.monotonic() - done - PAUSE)


def insert(address: str, kind: str, seconds: float, told: Connection) -> None:
    """The inserting process: batches until the time is over, each told with its last number and its moment."""
    items, chance, number = Items(open_engine(address), lambda: datetime.now(UTC)), np.random.default_rng(3), 0
    told.send((0, time.monotonic()))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        batch = [_entrance(str(number + one), kind, chance) for one in range(BATCH[kind])]
        number += len(batch)
        told.send((items.put_all(batch)[-1], time.monotonic()))
    told.close()


def _entrance(subject: str, kind: str, chance: np.random.Generator, face: bytes | None = None) -> Entrance:
    local = PATCHES if kind == "pictures" else 0
    patches = LocalCodes(chance.bytes(32 * local), bytes(8 * local))
    face = Code(face or chance.bytes(32))
    codes = PictureCodes(512, 384, face, 100, face, "", patches)
    return Entrance(subject, EVERYBODY, Fingerprints(PREPARATION, picture=codes), False, False, datetime.now(UTC))


def planted() -> dict[str, float]:
    """Look-ups among codes that nobody planted, then with 100,000 more in one bucket and 1,000 near."""
    chance = np.random.default_rng(11)
    target = np.frombuffer(chance.bytes(32), np.uint8)
    with TemporaryDirectory(dir=".") as name:
        folder = Path(name).resolve()
        address = f"sqlite:///{folder}/index.sqlite3"
        engine = open_engine(address)
        items = open_items(engine)
        with Builder(address, folder / "x"):
            reader = Reader(engine, Shelf(folder / "x"))
            _put_all(items, [chance.bytes(32) for _ in range(BASE)], chance)
            before = _slow(_settled(reader), target, chance)
            _put_all(items, [*_in_one_bucket(target, chance), *_near(target, chance)], chance)
            settled = _settled(reader)
            after, elsewhere = _slow(settled, target, chance), _slow(settled, None, chance)
    return {
        "before_p95_ms": round(before, 3),
        "in_the_bucket_p95_ms": round(after, 3),
        "elsewhere_p95_ms": round(elsewhere, 3),
        "ratio": round(after / before, 2),
        "ratio_elsewhere": round(elsewhere / before, 2),
    }


def _in_one_bucket(target: np.ndarray, chance: np.random.Generator) -> list[bytes]:
    """The first 32 bits are the target's, so one bucket is theirs whatever the width of the chunks."""
    rows = chance.integers(0, 256, (PLANTED, 32), np.uint8)
    rows[:, :4] = target[:4]
    return [row.tobytes() for row in rows]


def _near(target: np.ndarray, chance: np.random.Generator) -> list[bytes]:
    found = []
    for _ in range(COLLISIONS):
        bits = np.unpackbits(target)
        bits[chance.choice(256, 20, replace=False)] ^= 1
        found.append(np.packbits(bits).tobytes())
    return found


def _put_all(items: Items, faces: list[bytes], chance: np.random.Generator) -> None:
    for start in range(0, len(faces), 5_000):
        some = faces[start : start + 5_000]
        items.put_all([_entrance(chance.bytes(12).hex(), "global codes", chance, face) for face in some])


def _settled(reader: Reader) -> Reader:
    """Once everything that belongs into segments lies there."""
    while True:
        time.sleep(POLL_SECONDS)
        reader.refresh()
        if Space.PICTURE not in reader.view.unread and len(reader.view.tails.get(Space.PICTURE, ())) < 32_768:
            return reader


def _slow(reader: Reader, target: np.ndarray | None, chance: np.random.Generator) -> float:
    """The slowest twentieth of look-ups near the target, or anywhere, in milliseconds of processor time."""
    took = []
    for _ in range(LOOK_UPS):
        asked = chance.integers(0, 256, (1, 32), np.uint8)
        if target is not None:
            asked[0, :4] = target[:4]
        began = time.thread_time()
        reader.sight((EVERYBODY,)).hits(Space.PICTURE, asked, 31)
        took.append(time.thread_time() - began)
    return float(np.quantile(took, 0.95)) * 1000


def flat_memory(cycles: int) -> dict[str, float]:
    """Insert and delete so many items, a thousand at a time, and look at this process's memory and the store's size."""
    chance, thousand = np.random.default_rng(5), BATCH["global codes"]
    with TemporaryDirectory(dir=".") as name:
        folder = Path(name).resolve()
        address = f"sqlite:///{folder}/index.sqlite3"
        engine = open_engine(address)
        items, reader = open_items(engine), Reader(engine, Shelf(folder / "x"))
        grown: list[tuple[float, float]] = []
        began = time.monotonic()
        with Builder(address, folder / "x"):
            for start in range(0, cycles, thousand):
                names = [str(start + one) for one in range(thousand)]
                items.put_all([_entrance(name, "global codes", chance) for name in names])
                reader.refresh()
                items.drop_all(names)
                reader.refresh()
                grown.append((_resident(), (folder / "index.sqlite3").stat().st_size / 2**20))
    tenth = max(len(grown) // 10, 1)
    return {
        "cycles": cycles,
        "seconds": round(time.monotonic() - began),
        "mib_after_a_tenth": round(grown[tenth - 1][0], 1),
        "mib_at_the_end": round(grown[-1][0], 1),
        "store_mib_after_a_tenth": round(grown[tenth - 1][1], 1),
        "store_mib_at_the_end": round(grown[-1][1], 1),
    }


def _listed(name: str, part: dict[str, float]) -> str:
    return f"{name}: " + ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in part.items())


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20


def _said(load: Load) -> Iterator[str]:
    yield f"{load.kind}: {load.codes_a_second} codes/s inserted while searching and building"
    yield f"  visible after {load.visible_seconds} s (median), {load.visible_slowest_seconds} s (slowest)"
    yield (
        f"  look-ups at radius 31: {load.search_p50} ms (median), {load.search_p99} ms (p99), {load.search_slowest} ms "
        f"(slowest); within a second of {load.swaps} swaps at most {load.slowest_at_swap} ms"
    )
    yield f"  the same pauses without a look-up were late by {load.idle_p99} ms (p99), {load.idle_slowest} ms (slowest)"


if __name__ == "__main__":
    sys.exit(main())
