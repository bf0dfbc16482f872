"""The blind list: asking three holders beside a plain set of hashes, and editions of 10^4 to 10^6 entries."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.meter import Meter
from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist import holders_http
from provenance.blindlist.asking import ask
from provenance.blindlist.budgets import Budgets
from provenance.blindlist.building import Before, Built, build
from provenance.blindlist.deltas import delta_between
from provenance.blindlist.editions import edition_digest
from provenance.blindlist.holders import LocalHolders
from provenance.blindlist.holding_store import HolderStore, hash_of
from provenance.blindlist.ids import canonical
from provenance.blindlist.labels import labels_of
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.oprf import blind, label_by_key
from provenance.blindlist.ristretto import random_scalar, times
from provenance.blindlist.service_holders import DirectHolders
from provenance.blindlist.sharing import dealt
from provenance.blindlist.tests.lists import AT, entry, plan, signed
from provenance.blindlist.tests.people import maintainers
from provenance.blindlist.threshold import answer, check_answer
from provenance.blindlist.types import AnswerState, Entry, HolderIndex, KeyHolders, KeyName, Label

SIZES = tuple(map(int, os.environ.get("FIRSTLIGHT_LIST_SIZES", "10000,100000,1000000").split(",")))
LISTED = int(os.environ.get("FIRSTLIGHT_LIST_ASKED", "100000"))
"""Entries of the list that is asked: labels are made with the whole key, which nobody has outside a benchmark."""

FILES, CHANGES = 200, 100
IDS = 7
"""Ids of a file, as many as a camera's picture has."""

MULTIPLICATIONS = 8 + 3 * (8 + 8 + 2) + 3 * (8 + 8 + 3) + 3 * IDS
"""Blinding; three times evaluating and proving; three times checking; putting together with the blinds taken off."""

CPU_GOAL_MS, WIRE_GOAL = 10, 8 * 1024
POSTS = 1_000_000
CHANCE = random.Random(6).randbytes
SECRET = random_scalar(CHANCE)
PUBLIC, SHARES = dealt(KeyName.OPEN, 1, SECRET, (3, 5), CHANCE)
TOKEN = "bench"


def lines() -> Iterator[str]:
    """The figures, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        mirror = _mirror(Path(folder) / "mirror")
        local = _asked(mirror, LocalHolders(SHARES))
        with _processes(Path(folder)) as served:
            remote = _asked(mirror, served.holders)
            held, wire = served.processor_seconds() / FILES * 1e3, served.bytes_a_file()
    plain = _plain()
    yield from _looking(local, remote, held, wire, plain)
    yield from _parts()
    for size in SIZES:
        yield from _edition(size)


def _looking(local: Meter, remote: Meter, held: float, wire: float, plain: float) -> Iterator[str]:
    ours, theirs = local.cpu / FILES * 1e3, remote.cpu / FILES * 1e3
    yield (
        f"blind look-up of a file with {IDS} ids in {LISTED:,} entries, three of five holders, all in one process: "
        f"{ours:.1f} ms of processor (goal {CPU_GOAL_MS})"
    )
    yield (
        f"the same with each holder a process on a socket: {theirs:.1f} ms here and {held:.1f} ms in all holders, "
        f"{theirs + held:.1f} ms in all (goal {CPU_GOAL_MS}); {wire:,.0f} bytes sent and received (goal {WIRE_GOAL:,})"
    )
    share = ours / plain / 1e3
    yield f"plain look-up of {IDS} ids in a set of {LISTED:,} hashes: {plain * 1e6:.1f} µs, 1/{share:,.0f} of it"
    hours = (theirs + held) * POSTS / 3.6e6
    yield (
        f"{POSTS:,} posts a day: {hours:.1f} processor hours in all, {held / 5 * POSTS / 3.6e6:.1f} h on each of five "
        f"holders; {8 * POSTS:,} of the {Budgets().open:,} points that a token may ask"
    )


def _parts() -> Iterator[str]:
    """What one batch of eight costs each of those who take part, and a label when an epoch is built anew."""
    pairs = [blind(bytes([one]), secrets.token_bytes) for one in range(8)]
    points = [point for _, point in pairs]
    said = answer(SHARES[0], points, secrets.token_bytes)
    spent = {
        "blinding": _cpu(lambda: [blind(b"x", secrets.token_bytes) for _ in range(8)]),
        "one holder's answer": _cpu(lambda: answer(SHARES[0], points, secrets.token_bytes)),
        "checking it": _cpu(lambda: check_answer(PUBLIC, said, points)),
    }
    unit = _cpu(lambda: times(SECRET, points[0]), 500)
    yield f"one multiplication in the group: {unit * 1e6:.0f} µs; a file of {IDS} ids takes {MULTIPLICATIONS} of them"
    yield "a batch of eight: " + ", ".join(f"{name} {cost * 1e3:.2f} ms" for name, cost in spent.items())
    ids = [DeviceId(IdKind.LEAF_KEY, "", f"{one:064x}") for one in range(80)]
    each = _cpu(lambda: labels_of(ids, LocalHolders(SHARES), [PUBLIC], secrets.token_bytes), 3) / len(ids)
    yield f"a label for a new epoch: {each * 1e3:.2f} ms of processor in all, {each * 1e5 / 60:.1f} min for 10^5"


def _edition(size: int) -> Iterator[str]:
    entries = [(_made_up(one), entry(one)) for one in range(size)]
    first, took = _built(entries, 1, None)
    changed = entries[CHANGES // 2 :] + [(_made_up(size + one), entry(one)) for one in range(CHANGES // 2)]
    second, again = _built(changed, 2, first)
    delta = delta_between(first.blobs, second.blobs)
    small, large = len(first.blobs.filter), len(first.blobs.buckets)
    yield (
        f"edition of {size:,} entries: built in {took:.1f} s of processor, filter {small / 1e6:.2f} MB "
        f"({8 * small / size:.1f} bits each), buckets {large / 1e6:.1f} MB ({large / size:.0f} bytes each)"
    )
    told = f"{len(delta) / 1e3:.1f} kB" if delta else "none: taken whole"
    yield f"  {CHANGES} changes: built in {again:.1f} s, delta {told}"


def _built(entries: Sequence[tuple[Label, Entry]], number: int, before: Built | None) -> tuple[Built, float]:
    old = Before(edition_digest(before.edition), before.edition.bucket_bits, before.blobs) if before else Before()
    began = time.process_time()
    made = build(entries, plan(number, keys=(PUBLIC,)), old)
    return made, time.process_time() - began


def _made_up(number: int) -> Label:
    return Label(hashlib.sha512(b"device %d" % number).digest())


def _device(number: int) -> DeviceId:
    return DeviceId(IdKind.LEAF_KEY, "", f"{number:064x}")


def _mirror(folder: Path) -> Mirror:
    labels = ((label_by_key(canonical(_device(one)), SECRET), entry(one)) for one in range(LISTED))
    built = build(list(labels), plan(1, keys=(PUBLIC,), expires_at=AT + timedelta(days=7)), Before())
    mirror = Mirror(folder, maintainers())
    mirror.take(signed(built), built.blobs.filter, built.blobs.buckets)
    return mirror


def _asked(mirror: Mirror, holders: KeyHolders) -> Meter:
    """Every second file is listed; raises where an answer is wrong: a fast wrong answer is no figure."""
    meter = Meter()
    _ask(mirror, holders, 0)
    for number in range(FILES):
        first = number if number % 2 else LISTED + number
        states = meter.run(lambda first=first: _ask(mirror, holders, first))  # type: ignore[misc]
        if (AnswerState.LISTED in states) != bool(number % 2):
            raise RuntimeError("a listed device was not found, or another one was")
    return meter


def _ask(mirror: Mirror, holders: KeyHolders, first: int) -> set[AnswerState]:
    ids = [_device(first), *(_device(LISTED * (3 + more) + first) for more in range(IDS - 1))]
    return {one.state for one in ask(ids, holders=holders, mirror=mirror, random=secrets.token_bytes, at=AT)}


def _plain() -> float:
    """Seconds for the ids of one file in a set of plain hashes, which anybody who has it can read by guessing."""
    hashed = {hashlib.sha256(canonical(_device(one))).digest() for one in range(LISTED)}
    ids = [_device(LISTED + more) for more in range(IDS)]
    return _cpu(lambda: [hashlib.sha256(canonical(one)).digest() in hashed for one in ids], 2_000)


def _cpu(work: Callable[[], object], repeats: int = 100) -> float:
    """The middle of five, in seconds of processor."""
    found = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(repeats // 5 + 1):
            work()
        found.append((time.process_time() - began) / (repeats // 5 + 1))
    return statistics.median(found)


@dataclass
class Served:
    """Three holders as processes, and what went to and from them."""

    holders: DirectHolders
    processes: Sequence[subprocess.Popen[bytes]]
    began: float = 0.0

    def processor_seconds(self) -> float:
        """Of all holders since the first question, workers included."""
        return sum(_ticks(one.pid) for one in self.processes) / os.sysconf("SC_CLK_TCK") - self.began

    def bytes_a_file(self) -> float:
        """Everything on the sockets, headers too."""
        return Counted.bytes / (FILES + 1)


class Counted(socket.socket):
    """A socket that counts what goes through it."""

    bytes = 0

    def sendall(self, data: Any, *flags: int) -> None:
        Counted.bytes += len(data)
        super().sendall(data, *flags)

    def recv_into(self, *given: Any, **more: Any) -> int:
        got = super().recv_into(*given, **more)
        Counted.bytes += got
        return got


class CountedConnection(holders_http.UnixConnection):
    """A connection over such a socket."""

    def connect(self) -> None:
        line = Counted(socket.AF_UNIX, socket.SOCK_STREAM)
        line.connect(self.path)
        self.sock = line


@contextlib.contextmanager
def _processes(folder: Path) -> Iterator[Served]:
    ways = {one.index: folder / f"{one.index}.sock" for one in SHARES[:3]}
    started = [_started(folder / str(one.index), one.index, ways[one.index]) for one in SHARES[:3]]
    plain, holders_http.UnixConnection = holders_http.UnixConnection, CountedConnection  # type: ignore[misc]
    way = holders_http.WebHttp()
    try:
        _wait(list(ways.values()))
        served = Served(DirectHolders({one: f"unix:{path}" for one, path in ways.items()}, TOKEN, way), started)
        _warm(served.holders)
        served.began, Counted.bytes = served.processor_seconds(), 0
        yield served
    finally:
        way.close()
        holders_http.UnixConnection = plain  # type: ignore[misc]
        for one in started:
            one.terminate()
            one.wait()


def _warm(holders: KeyHolders) -> None:
    """Each process loads what it needs at its first questions."""
    points = [blind(bytes([one]), secrets.token_bytes)[1] for one in range(8)]
    for holder in holders.available():
        for _ in range(3 * 4):
            holders.evaluate(holder, KeyName.OPEN, 1, points)


def _started(folder: Path, index: HolderIndex, way: Path) -> subprocess.Popen[bytes]:
    store = HolderStore(folder)
    store.add_token(TOKEN, Budgets(), hash_of(TOKEN))
    store.add_share(SHARES[index - 1])
    words = [sys.executable, "-m", "provenance", "blindlist", "hold", "--folder", str(folder), "--bind", f"unix:{way}"]
    return subprocess.Popen(words)


def _wait(paths: Sequence[Path]) -> None:
    for _ in range(600):
        if all(one.exists() for one in paths):
            return
        time.sleep(0.05)
    raise RuntimeError("the holders did not start")


def _ticks(pid: int) -> int:
    """User and system time of a process and its living children, in clock ticks."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(words[11]) + int(words[12]) + sum(_ticks(int(one)) for one in children)


if __name__ == "__main__":
    from bench import environment

    for line in (*environment.lines(), "", *lines()):
        print(line, flush=True)
