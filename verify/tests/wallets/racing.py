"""Two processes that try the same thing at the same moment, again and again; who won each time is told."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from django.db import connections

PATIENCE_SECONDS = 60.0
FORK = multiprocessing.get_context("fork")

Try = Callable[[int, int], bool]
"""`try_it(racer, number)`: whether this racer won this race; raises for nothing but our own faults."""


def races(count: int, try_it: Try) -> list[int]:
    """How many of two racers won each race."""
    connections.close_all()  # a connection must not cross a fork
    start = FORK.Barrier(2)
    runs = [_run(racer, count, try_it, start) for racer in (0, 1)]
    won = [_heard(process, told, count) for process, told in runs]
    return [first + second for first, second in zip(*won, strict=True)]


def _run(racer: int, count: int, try_it: Try, start: Barrier) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_race, args=(racer, count, try_it, start, there))
    process.start()
    there.close()
    return process, here


def _race(racer: int, count: int, try_it: Try, start: Barrier, told: Connection) -> None:
    won = bytearray()
    try:
        for number in range(count):
            start.wait(PATIENCE_SECONDS)
            won.append(try_it(racer, number))
        told.send((bytes(won), ""))
    except BaseException:  # noqa: BLE001 - it is the parent's test that fails
        told.send((bytes(won), traceback.format_exc()))
    finally:
        told.close()
        os._exit(0)  # what the test runner would do at an exit is its own


def _heard(process: multiprocessing.process.BaseProcess, told: Connection, count: int) -> bytes:
    try:
        won, fault = told.recv()
    finally:
        process.join(PATIENCE_SECONDS)
    assert not fault, fault
    assert len(won) == count
    return bytes(won)
