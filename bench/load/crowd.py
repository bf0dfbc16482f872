"""Callers of their own addresses on loopback: honest ones, hostile searchers, and sockets that never finish."""

from __future__ import annotations

import http.client
import json
import secrets
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bench.load.driving import CHECKS, FORM, LOOKUP, multipart
from bench.load.pictures import Picture, pictures

PAUSE_SECONDS = 1.0
"""Between two files of an honest caller; with the time of the answer it stays below the limit of one caller."""
SLOW_A_NETWORK = 100
"""Slow sockets of one address: more of them the proxy refuses."""


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
    """Callers who look things up as fast as they can, and sockets that never finish, while the block runs."""
    told, stop = Told(), threading.Event()

    def search(number: int) -> None:
        _searches(address, f"127.0.6.{number + 1}", told, stop)

    with _slow(address, slow, stop), _threads(searchers, search, stop):
        yield told


@contextmanager
def _threads(count: int, do: Callable[[int], None], stop: threading.Event) -> Iterator[None]:
    threads = [threading.Thread(target=do, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _checks(address: str, source: str, told: Told, stop: threading.Event) -> None:
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


def _searches(address: str, source: str, told: Told, stop: threading.Event) -> None:
    while not stop.is_set():
        question = json.dumps({"sha256": secrets.token_hex(32)}).encode()
        status, _ = _asked(address, source, LOOKUP, question, "application/json")
        told.statuses[status] += 1


def _asked(address: str, source: str, path: str, body: bytes, kind: str) -> tuple[int, bytes]:
    host, port = str(urlsplit(address).hostname), int(urlsplit(address).port or 0)
    line = http.client.HTTPConnection(host, port, timeout=30, source_address=(source, 0))
    try:
        line.request("POST", path, body, {"Content-Type": kind, "X-Forwarded-Proto": "https"})
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
def _slow(address: str, count: int, stop: threading.Event) -> Iterator[None]:
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


def _drip(lines: list[socket.socket], host: str, port: int, stop: threading.Event) -> None:
    while not stop.wait(2):
        for number, line in enumerate(lines):
            try:
                line.sendall(b"a")
            except OSError:
                line.close()
                lines[number] = _opened(host, port, number)
