"""An installation under load while everything goes wrong that goes wrong, and its books afterwards.

`make torture` lives through the faults of 30 simulated days (`FAULT_DAYS`), embedded and on servers; the ordinary suite
through one fault of most kinds. What a simulated day is, stands in `damage`.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from verify.tests.faults.books import settled
from verify.tests.faults.callers import Journal, calling
from verify.tests.faults.damage import (
    AFTER_SECONDS,
    Fault,
    away,
    embedded,
    everywhere,
    left_out,
    month,
    small_disk,
    weighed,
)
from verify.tests.faults.house import DEMO, House
from verify.tests.faults.receiver import Receiver, receiving
from verify.tests.workers.installation import Installation

pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("faults")]

DAYS = float(os.environ.get("FAULT_DAYS", "30"))
QUIET_SECONDS = 3.0
LONG = ("a web process is killed", "the clock jumps")
"""Web processes start anew in these as well, which takes seconds: they are left to the long form."""
CALLS, READS = 0.999, 0.9999


@contextmanager
def opened(folder: Path, **planted: object) -> Iterator[tuple[House, Receiver]]:
    """An embedded installation on a disk of its own, and who is told."""
    with small_disk(folder), receiving() as receiver:
        Installation(folder).prepare()
        house = House(folder)
        try:
            house.open(receiver.url, **planted)  # type: ignore[arg-type]
            yield house, receiver
        finally:
            house.close()


def weathered(house: House, journal: Journal, faults: Sequence[Fault]) -> float:
    """Live through the faults, one after the other; the seconds that they took."""
    began = time.monotonic()
    with calling(house, journal):
        for fault in faults:
            fault.strike(house)
            time.sleep(AFTER_SECONDS)
            house.mind()
    return time.monotonic() - began


def quiet(house: House) -> Journal:
    """What callers see where nothing goes wrong."""
    journal = Journal()
    with calling(house, journal):
        time.sleep(QUIET_SECONDS)
    return journal


def told(calm: Journal, storm: Journal, seconds: float, days: float, faults: Sequence[Fault]) -> tuple[float, float]:
    """Availability of all calls and of reads over the simulated days, said in one line."""
    every, reads = ("check", "read", "record"), ("read",)
    shares = [weighed(calm.share_failed(*kinds), storm.share_failed(*kinds), seconds, days) for kinds in (every, reads)]
    print(  # noqa: T201 - the figures are what the rig is for
        f"\n{len(faults)} faults of {days:g} simulated days in {seconds:.0f} s: answered {dict(storm.answered)}, "
        f"not answered {dict(storm.failed)}; availability {shares[0]:.5%}, reads {shares[1]:.5%}",
        *left_out(faults),
        sep="\n",
    )
    return shares[0], shares[1]


def test_nothing_acknowledged_is_lost_and_everybody_is_told_after_one_fault_of_most_kinds(tmp_path: Path) -> None:
    with opened(tmp_path) as (house, receiver):
        calm, storm = quiet(house), Journal()
        faults = month([one for one in embedded(house) if one.name not in LONG], 0, random.Random(7))
        took = weathered(house, storm, faults)
        assert settled(house, storm, receiver) == [], house.words()
        assert min(storm.answered[kind] for kind in ("check", "read", "record")) > 0, "nobody asked"
        told(calm, storm, took, 1, faults)


def test_a_site_that_answers_before_it_stores_and_a_message_that_is_only_marked_are_caught(tmp_path: Path) -> None:
    planted = {"web": "verify.tests.faults.forgetful", "worker": ("-m", "verify.tests.faults.silent")}
    with opened(tmp_path, **planted) as (house, receiver):
        journal = quiet(house)
        wrongs = settled_soon(house, journal, receiver)
    assert all(any(caught in one for one in wrongs) for caught in CAUGHT), wrongs


CAUGHT = ("acknowledged and lost", "marked and never arrived")


def settled_soon(house: House, journal: Journal, receiver: Receiver) -> list[str]:
    """What is wrong a moment later; planted faults do not mend. A busy machine needs some moments to bring messages."""
    from verify.tests.faults.books import Books

    wrongs: list[str] = []
    for _moment in range(60):
        time.sleep(AFTER_SECONDS)
        wrongs = Books.of(house).wrongs(journal, receiver)
        if all(any(caught in one for one in wrongs) for caught in CAUGHT):
            break
    return wrongs


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_thirty_days_of_faults_on_files(tmp_path: Path) -> None:
    with opened(tmp_path) as (house, receiver):
        calm, storm = quiet(house), Journal()
        faults = month(embedded(house), DAYS, random.Random())
        took = weathered(house, storm, faults)
        assert settled(house, storm, receiver) == [], house.words()
        calls, reads = told(calm, storm, took, DAYS, faults)
    assert calls >= CALLS
    assert reads >= READS


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_thirty_days_of_faults_on_servers(tmp_path: Path) -> None:
    """PostgreSQL, Redis and the bucket end and come back as well; receivers on loopback are for demos alone."""
    from chronology.schema.tests.postgresql import Server, running_server
    from chronology.tiles.tests.s3server.swift import running_swift
    from verify.tests.columns.installation import PRODUCTION, on_servers
    from verify.tests.columns.parts.redis_server import running_redis

    class Database:
        def __init__(self, server: Server) -> None:
            self.server = server

        def stop(self) -> None:
            self.server.stop_at_once()

        def start(self) -> None:
            self.server.start()

    (tmp_path / "redis").mkdir()
    (tmp_path / "data").mkdir()
    with (
        running_server("-c fsync=on") as postgresql,
        running_redis(tmp_path / "redis") as redis,
        running_swift() as swift,
    ):
        limits = {name: DEMO[name] for name in ("JOB_LEASE_SECONDS", "API_CHECKS_PER_MINUTE", "API_READS_PER_MINUTE")}
        variables = {**PRODUCTION, **on_servers(postgresql, redis, swift, "faults"), **limits}
        house = House(tmp_path / "data", variables)
        try:
            house.open()
            calm, storm = quiet(house), Journal()
            beside = [away("the database restarts", 1, Database(postgresql)), away("Redis is lost", 1, redis)]
            faults = month([*everywhere(), *beside, away("the bucket is away", 1, swift)], DAYS, random.Random())
            took = weathered(house, storm, faults)
            assert settled(house, storm, None) == [], house.words()
            calls, reads = told(calm, storm, took, DAYS, faults)
        finally:
            house.close()
    assert calls >= CALLS
    assert reads >= READS
