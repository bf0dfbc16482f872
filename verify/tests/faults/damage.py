"""What goes wrong, how often a day, and for how long: each fault is done and undone while callers are at work.

A simulated month is 30 days of these faults. Each of them is lived through in real time, with `AFTER_SECONDS` of what
follows; the hours between two faults, in which nothing happens, are left out and counted as hours like those in which
the callers were watched without any fault. So availability is what it would be over the 30 days, and not over the
minutes that the rig takes: `weighed` works it out.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from verify.tests.faults.house import House
from verify.tests.workers.installation import until

DAY_SECONDS: Final = 86_400.0
AFTER_SECONDS: Final = 2.0
CLOCK: Final = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")


class Stoppable(Protocol):
    """A server beside the installation."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of trouble, `a_day` times on every simulated day; `strike` does it and undoes it."""

    name: str
    a_day: float
    strike: Callable[[House], None]


def worker_killed(house: House) -> None:
    name = random.choice(("worker-1", "worker-2"))
    house.end(name, signal.SIGKILL)
    house.start(name)


def web_restarted(house: House) -> None:
    name = random.choice(("web-1", "web-2"))
    house.end(name)
    house.start(name)
    until(house.is_up, 120)


def web_killed(house: House) -> None:
    name = random.choice(("web-1", "web-2"))
    house.end(name, signal.SIGKILL)
    house.start(name)
    until(house.is_up, 120)


def chain_down(house: House) -> None:
    """The signer holds the log's key and the embedded chain."""
    house.end("signer", signal.SIGKILL)
    (house.folder / "run" / "signer").unlink(missing_ok=True)
    time.sleep(1)
    house.start("signer")


def database_held(house: House) -> None:
    """SQLite has no server to end: somebody holds its store for a second instead."""
    with closing(sqlite3.connect(house.folder / "site.sqlite3", timeout=20, isolation_level=None)) as store:
        store.execute("BEGIN EXCLUSIVE")
        time.sleep(1)
        store.execute("ROLLBACK")


def clock_jumped(house: House) -> None:
    """One web process lives an hour ahead, and comes back."""
    house.end("web-2")
    house.start("web-2", LD_PRELOAD=str(CLOCK), FAKETIME="+1h")
    until(house.is_up, 120)
    time.sleep(AFTER_SECONDS)
    house.end("web-2")
    house.start("web-2")
    until(house.is_up, 120)


def disk_filled(house: House) -> None:
    """The disk of the data folder, which the rig made small, has not a block left for two seconds."""
    filler = house.folder / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 65_536)
    except OSError:
        time.sleep(2)
    finally:
        filler.unlink(missing_ok=True)


def away(name: str, a_day: float, server: Stoppable) -> Fault:
    """A server beside the installation ends at once and comes back after a second."""

    def strike(_: House) -> None:
        server.stop()
        time.sleep(1)
        server.start()

    return Fault(name, a_day, strike)


def everywhere() -> list[Fault]:
    """The faults that both columns know. Rates of a bad month: each is far above what operators report."""
    found = [
        Fault("a worker is killed", 3, worker_killed),
        Fault("a web process is killed", 1, web_killed),
        Fault("a web process is restarted", 1, web_restarted),
        Fault("signer and chain are gone", 2, chain_down),
    ]
    return [*found, Fault("the clock jumps", 0.2, clock_jumped)] if CLOCK.exists() else found


def embedded(house: House) -> list[Fault]:
    """What files beside each other suffer as well."""
    held = Fault("the store is held", 1, database_held)
    small = shutil.disk_usage(house.folder).total < 2 * 1024**3
    return [*everywhere(), held, *([Fault("the disk is full", 0.2, disk_filled)] if small else [])]


def month(faults: Sequence[Fault], days: float, chance: random.Random) -> list[Fault]:
    """All faults of so many days, in any order; each kind at least once."""
    found = [fault for fault in faults for _ in range(max(1, round(fault.a_day * days)))]
    chance.shuffle(found)
    return found


def left_out(faults: Sequence[Fault]) -> list[str]:
    """Kinds that this machine cannot have; said loudly, because nothing shows then that they do no harm."""
    had = {fault.name for fault in faults}
    needs = {"the clock jumps": "the package libfaketime", "the disk is full": "a user who may mount a small disk"}
    return [f"LEFT OUT: {name}, which needs {what}" for name, what in needs.items() if name not in had]


@contextmanager
def small_disk(folder: Path, megabytes: int = 512) -> Iterator[Path]:
    """A disk of its own that can be filled, where this user may make one; else the folder as it is."""
    mounted = os.geteuid() == 0 and os.system(f"mount -t tmpfs -o size={megabytes}m tmpfs {folder} 2>/dev/null") == 0
    try:
        yield folder
    finally:
        if mounted:
            os.system(f"umount -l {folder}")


def weighed(quiet: float, stormy: float, storm_seconds: float, days: float) -> float:
    """The share of calls that are answered over so many days, of whose time the faults take `storm_seconds`."""
    whole = days * DAY_SECONDS
    return 1 - (stormy * storm_seconds + quiet * (whole - storm_seconds)) / whole
