"""Honest callers: they check, record and read, repeat as the documentation tells programs to, and keep a journal."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import requests

from verify.cases.tests.examples import png
from verify.tests.faults.house import House

PATIENCE_SECONDS: Final = 10.0
"""A call counts as answered when the answer came within this time, repeats included: programs are told to repeat
what was refused with Retry-After and what was cut off, posts under their Idempotency-Key."""

PAUSE_SECONDS: Final = 0.3
AGAIN_SECONDS: Final = 0.25
PICTURE: Final = png(64, 64)
DIGEST: Final = hashlib.sha256(PICTURE).hexdigest()
CODE: Final = "no_credentials"
"""What the bare library says of it."""


@dataclass
class Journal:
    """What was acknowledged, and how many calls of each kind were answered or not; `_guard` guards all of it."""

    checks: list[str] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, answer: requests.Response | None) -> None:
        with self._guard:
            (self.failed if answer is None else self.answered)[kind] += 1
            if answer is not None and kind == "check":
                self.checks.append(answer.json()["id"])
            if answer is not None and kind == "record":
                self.records.append(answer.json()["links"]["self"])

    def share_failed(self, *kinds: str) -> float:
        """Which share of the calls of these kinds got no answer."""
        failed = sum(self.failed[kind] for kind in kinds)
        return failed / max(1, failed + sum(self.answered[kind] for kind in kinds))


class Caller(threading.Thread):
    """One program with a key, behind a balancer: a web process that is down or cut off is left for the other one."""

    def __init__(self, house: House, journal: Journal, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.house, self.journal, self.stop = house, journal, stop
        self.turn = secrets.randbelow(2)

    def run(self) -> None:
        while not self.stop.is_set():
            self._check()
            self._read()
            self._record()
            self.stop.wait(PAUSE_SECONDS)

    def _check(self) -> None:
        answer = self._call("POST", "/api/v1/verifications", files={"file": PICTURE}, prefer="wait=5")
        self.journal.note("check", answer)
        if answer is not None and answer.status_code == 201:
            code = answer.json()["report"]["headline"]["code"]
            if code != CODE:
                self.journal.wrong.append(code)

    def _read(self) -> None:
        if self.journal.checks:
            name = secrets.choice(self.journal.checks)
            self.journal.note("read", self._call("GET", f"/api/v1/verifications/{name}"))
        self.journal.note("read", self._call("POST", "/api/v1/lookup", json={"sha256": DIGEST}))

    def _record(self) -> None:
        wanted = {"form": "open", "sha256": secrets.token_hex(32)}
        self.journal.note("record", self._call("POST", "/api/v1/records", json=wanted, prefer="respond-async"))

    def _call(self, method: str, path: str, *, prefer: str = "", **words: Any) -> requests.Response | None:
        headers = {"X-Forwarded-Proto": "https", "Authorization": f"Bearer {self.house.key}", "Prefer": prefer}
        if method == "POST" and path != "/api/v1/lookup":
            headers["Idempotency-Key"] = secrets.token_hex(16)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            answer = self._once(method, path, headers, words)
            if answer is not None and answer.status_code < 300:
                return answer
            time.sleep(AGAIN_SECONDS)
        return None

    def _once(self, method: str, path: str, headers: dict[str, str], words: Any) -> requests.Response | None:
        self.turn += 1
        web = self.house.webs[self.turn % len(self.house.webs)]
        try:
            return requests.request(method, web + path, headers=headers, timeout=PATIENCE_SECONDS, **words)
        except requests.RequestException:
            return None


@contextmanager
def calling(house: House, journal: Journal, callers: int = 2) -> Iterator[None]:
    """So many of them at work while the block runs."""
    stop = threading.Event()
    threads = [Caller(house, journal, stop) for _ in range(callers)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
