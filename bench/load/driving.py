"""Asks an installation as fast as it answers, with wrk: each answer is compared with the right one."""

from __future__ import annotations

import json
import secrets
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.load.pictures import pictures, right

SCRIPT: Final = Path(__file__).with_name("ask.lua")
EDGE: Final = b"edge-of-the-bench"
FORM: Final = f"multipart/form-data; boundary={EDGE.decode()}"
CHECKS, LOOKUP = "/api/v1/verifications", "/api/v1/lookup"
QUESTIONS: Final = 500
"""Digests nobody recorded, and the recorded ones of the caller, asked in turns."""


class NoDriverError(Exception):
    """Says what to install."""


@dataclass(frozen=True, slots=True)
class Driven:
    """What came back: answers by status, right and wrong ones among the reports, times in milliseconds."""

    statuses: Mapping[int, int]
    seconds: float
    right: int
    wrong: int
    broken: int
    late: int
    p50: float
    p95: float
    p99: float

    @property
    def rate(self) -> float:
        """Answers with a report, or of a look-up, a second."""
        return (self.statuses.get(201, 0) + self.statuses.get(200, 0)) / self.seconds

    @property
    def times(self) -> str:
        """The latencies in words."""
        return f"p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms, p99 {self.p99:.0f} ms"

    @property
    def others(self) -> dict[int, int]:
        """Answers that are neither reports nor said to be too much."""
        return {status: count for status, count in self.statuses.items() if status not in (200, 201, 202, 429, 503)}


def checks(address: str, *, lines: int, seconds: float, pause_ms: int = 0) -> Driven:
    """Post small pictures over so many lines at once."""
    bodies = [multipart(one.content) for one in pictures()]
    return _driven(address, ["POST", CHECKS, FORM, str(pause_ms)], bodies, right(), lines, seconds)


def lookups(address: str, *, lines: int, seconds: float, digests: Sequence[str] = ()) -> Driven:
    """Ask for digests, known ones among unknown ones."""
    asked = [*digests, *(secrets.token_hex(32) for _ in range(QUESTIONS))]
    bodies = [json.dumps({"sha256": one}).encode() for one in asked]
    return _driven(address, ["POST", LOOKUP, "application/json", "0"], bodies, {}, lines, seconds)


def multipart(content: bytes) -> bytes:
    """One file as a form sends it."""
    head = b'--%b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' % EDGE
    return head + content + b"\r\n--%b--\r\n" % EDGE


def _driven(
    address: str, words: list[str], bodies: Sequence[bytes], known: Mapping[str, str], lines: int, seconds: float
) -> Driven:
    if shutil.which("wrk") is None:
        raise NoDriverError("This bench needs wrk: install the system package of that name.")
    with tempfile.TemporaryDirectory() as folder:
        files = [_file(Path(folder) / str(number), body) for number, body in enumerate(bodies)]
        rights = ",".join(f"{sha256}={code}" for sha256, code in known.items()) or "-"
        command = ["wrk", "-t1", f"-c{lines}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", str(SCRIPT), address]
        done = subprocess.run([*command, "--", *words, rights, *files], capture_output=True, text=True, check=True)
    return _read(done.stdout)


def _file(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def _read(said: str) -> Driven:
    line = next(line for line in said.splitlines() if line.startswith("FIGURES "))
    statuses, _, took, good, bad, broken, late, *times = line.removeprefix("FIGURES ").split("|")
    counted = Counter({int(one.split("=")[0]): int(one.split("=")[1]) for one in statuses.split(",") if one})
    p50, p95, p99 = (float(one) / 1000 for one in times)
    return Driven(counted, int(took) / 1e6, int(good), int(bad), int(broken), int(late), p50, p95, p99)
