"""How long an open record takes through HTTP until a signed checkpoint covers it, with several desks at once."""

from __future__ import annotations

import os
import secrets
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import requests

from verify.tests.browser.demo import Demo, running_demo

DESKS = 4
RECORDS = 60
"""A desk; each desk sends its next one as soon as the last one is covered."""
LOOK_SECONDS = 0.05
PATIENCE_SECONDS = 60


def lines() -> Iterator[str]:
    """The figures, a line each."""
    os.environ |= {"API_CHECKS_PER_MINUTE": "100000", "API_READS_PER_MINUTE": "1000000"}
    with tempfile.TemporaryDirectory(dir=".") as folder, running_demo(Path(folder).absolute()) as demo:
        took: list[float] = []
        desks = [threading.Thread(target=_desk, args=(demo, took)) for _ in range(DESKS)]
        began = time.perf_counter()
        for desk in desks:
            desk.start()
        for desk in desks:
            desk.join()
        rate = len(took) / (time.perf_counter() - began)
    took.sort()
    yield (
        f"merge delay of {len(took)} open records through HTTP, {DESKS} desks at once: "
        f"p50 {took[len(took) // 2]:.2f} s, p99 {took[len(took) * 99 // 100]:.2f} s (goal 5), "
        f"slowest {took[-1]:.2f} s; {rate:.1f} records/s"
    )


def _desk(demo: Demo, took: list[float]) -> None:
    session = _logged_in(demo)
    for _ in range(RECORDS):
        began = time.perf_counter()
        _covered(demo, session, _posted(demo, session))
        took.append(time.perf_counter() - began)


def _logged_in(demo: Demo) -> requests.Session:
    session = requests.Session()
    page = f"{demo.address}/accounts/login/"
    session.get(page, timeout=10).raise_for_status()
    form = {"login": demo.user, "password": demo.password, "csrfmiddlewaretoken": session.cookies["csrftoken"]}
    session.post(page, data=form, headers={"Referer": page}, timeout=20).raise_for_status()
    return session


def _posted(demo: Demo, session: requests.Session) -> str:
    body = {"form": "open", "sha256": secrets.token_hex(32)}
    headers = {"X-CSRFToken": session.cookies["csrftoken"], "Referer": demo.address, "Prefer": "respond-async"}
    answer = session.post(f"{demo.address}/api/v1/records", json=body, headers=headers, timeout=20)
    answer.raise_for_status()
    return str(answer.json()["links"]["self"])


def _covered(demo: Demo, session: requests.Session, link: str) -> None:
    end = time.perf_counter() + PATIENCE_SECONDS
    while session.get(demo.address + link, timeout=10).json()["checkpoint"] is None:
        if time.perf_counter() > end:
            raise RuntimeError("a record was not covered by a checkpoint within a minute")
        time.sleep(LOOK_SECONDS)
