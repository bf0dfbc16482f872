"""Callers of their own addresses on loopback: honest ones, hostile searchers, and sockets that never finish."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from typing import Any, Protocol
from urllib.parse import urlsplit

from bench.load.driving import CHECKS, FORM, LOOKUP, multipart
from bench.load.pictures import Picture, pictures

PAUSE_SECONDS = 1.0
"""Between two files of an honest caller; with the time of the answer it stays below the limit of one caller."""
SLOW_A_NETWORK = 100
"""Slow sockets of one address: more of them the proxy refuses."""

CROWD_SECONDS = 60
"""Until all of a crowd stand at the door, and until the last of them has gone."""
HERE = "here"
NOTHING: Mapping[str, str] = {}


class Event(Protocol):
    """That it is over: of a thread or of a process."""

    def is_set(self) -> bool: ...
    def set(self) -> None: ...
    def wait(self, timeout: float | None = None) -> bool: ...


@dataclass
class Told:
    """What honest callers got: seconds of every answer, statuses, and answers that were not the right one."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: int = 0

    @property
    def p95_ms(self) -> float:
        """Of all their answers."""
        ordered = sorted(self.seconds)
        return ordered[len(ordered) * 95 // 100] * 1000 if ordered else 0.0


def honest(address: str, *, callers: int, seconds: float) -> Told:
    """Some callers who check a picture, read the answer and pause."""
    told, stop = Told(), threading.Event()
    with _threads(callers, lambda n: _checks(address, f"127.0.5.{n + 1}", told, stop), stop):
        time.sleep(seconds)
    return told


@contextmanager
def hostile(address: str, *, searchers: int, slow: int) -> Iterator[Told]:
    """Callers who look things up as fast as they can, and sockets that never finish, while the block runs.

    Every second caller makes up a key for every question, which a proxy cannot tell from a real one. They are a process
    of their own: what they ask must not slow the clock of the honest ones. What they got is told after the block.
    """
    told, apart = Told(), multiprocessing.get_context("spawn")
    stop, got = apart.Event(), apart.Queue()
    process = apart.Process(target=_crowd, args=(address, searchers, slow, stop, got))
    process.start()
    try:
        assert got.get(timeout=CROWD_SECONDS) == HERE
        yield told
        stop.set()
        told.statuses.update(got.get(timeout=CROWD_SECONDS))
    finally:
        stop.set()
        process.join()


def _crowd(address: str, searchers: int, slow: int, stop: Event, got: Queue[Any]) -> None:
    told = Told()

    def search(number: int) -> None:
        _searches(address, f"127.0.6.{number + 1}", told, stop, keys=number % 2 == 1)

    with _slow(address, slow, stop), _threads(searchers, search, stop):
        got.put(HERE)
        stop.wait()
    got.put(told.statuses)


@contextmanager
def _threads(count: int, do: Callable[[int], None], stop: Event) -> Iterator[None]:
    threads = [threading.Thread(target=do, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _checks(address: str, source: str, told: Told, stop: Event) -> None:
    turn = 0
    while not stop.is_set():
        one = pictures()[turn % len(pictures())]
        turn += 1
        began = time.perf_counter()
        status, body = _asked(address, source, CHECKS, multipart(one.content), FORM)
        told.seconds.append(time.perf_counter() - began)
        told.statuses[status] += 1
        told.wrong += status == 201 and not _is_right(body, one)
        stop.wait(PAUSE_SECONDS)


def _searches(address: str, source: str, told: Told, stop: Event, *, keys: bool) -> None:
    while not stop.is_set():
        question = json.dumps({"sha256": secrets.token_hex(32)}).encode()
        key = {"Authorization": f"Bearer fl_{secrets.token_urlsafe(40)}"} if keys else {}
        status, _ = _asked(address, source, LOOKUP, question, "application/json", key)
        told.statuses[status] += 1


def _asked(
    address: str, source: str, path: str, body: bytes, kind: str, more: Mapping[str, str] = NOTHING
) -> tuple[int, bytes]:
    host, port = str(urlsplit(address).hostname), int(urlsplit(address).port or 0)
    line = http.client.HTTPConnection(host, port, timeout=30, source_address=(source, 0))
    try:
        line.request("POST", path, body, {"Content-Type": kind, "X-Forwarded-Proto": "https", **more})
        answer = line.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        line.close()


def _is_right(body: bytes, one: Picture) -> bool:
    report = json.loads(body)["report"]
    return (report["media"]["sha256"], report["headline"]["code"]) == (one.sha256, one.code)


@contextmanager
def _slow(address: str, count: int, stop: Event) -> Iterator[None]:
    """Each socket sends one letter of a header that never ends; whoever is let go comes back."""
    host, port = str(urlsplit(address).hostname), int(urlsplit(address).port or 0)
    lines = [_opened(host, port, number) for number in range(count)]
    thread = threading.Thread(target=_drip, args=(lines, host, port, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        for line in lines:
            line.close()


def _opened(host: str, port: int, number: int) -> socket.socket:
    line = socket.create_connection((host, port), 10, (f"127.0.7.{number // SLOW_A_NETWORK + 1}", 0))
    line.sendall(b"POST /api/v1/verifications HTTP/1.1\r\nHost: 127.0.0.1\r\nX-")
    return line


def _drip(lines: list[socket.socket], host: str, port: int, stop: Event) -> None:
    while not stop.wait(2):
        for number, line in enumerate(lines):
            try:
                line.sendall(b"a")
            except OSError:
                line.close()
                lines[number] = _opened(host, port, number)
