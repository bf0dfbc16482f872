"""What it costs to refuse 34 bytes that say 13,000 x 13,000 pixels, beside a decoder that only reads the header."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import requests

from bench.material import CORPUS
from verify.tests.badmedia.doors import ApiDoor
from verify.tests.badmedia.installation import installation
from verify.tests.badmedia.processes import MemoryWatch
from verify.tests.badmedia.samples import bad_samples

TINY = "webp-lossless-13000.webp"
ROUNDS = 200

# Each in an interpreter of its own, because the peak of memory is that of a process.
_MEASURED = """
import io, pathlib, statistics, sys, time
{load}
content = open(sys.argv[1], "rb").read()
times = []
for _ in range({rounds}):
    begun = time.perf_counter()
    {look}
    times.append(time.perf_counter() - begun)
status = pathlib.Path("/proc/self/status").read_text().split()
print(statistics.median(times) * 1000, int(status[status.index("VmHWM:") + 1]) / 1024)
"""
_GATE = {
    "load": "from provenance.gate import Refusal, admit",
    "look": "assert isinstance(admit(io.BytesIO(content), len(content)), Refusal)",
}
_DECODER = {
    "load": "from PIL import Image; Image.MAX_IMAGE_PIXELS = None",
    "look": "Image.open(io.BytesIO(content)).size",
}


def lines() -> Iterator[str]:
    """The gate alone beside Pillow's header, then the whole way through a running site beside its smallest answer."""
    file = CORPUS / "badmedia" / TINY
    gate, gate_mb = _alone(file, _GATE)
    header, header_mb = _alone(file, _DECODER)
    yield (
        f"34-byte WebP: gate {gate:.3f} ms in {gate_mb:.0f} MB, Pillow's header {header:.3f} ms in {header_mb:.0f} MB: "
        f"ratio {gate / header:.2f}"
    )
    yield from _through_the_site()


def _alone(file: Path, words: dict[str, str]) -> tuple[float, float]:
    code = _MEASURED.format(rounds=ROUNDS, **words)
    said = subprocess.run([sys.executable, "-c", code, str(file)], check=True, capture_output=True, text=True).stdout
    milliseconds, megabytes = map(float, said.split())
    return milliseconds, megabytes


def _through_the_site() -> Iterator[str]:
    tiny = next(sample for sample in bad_samples() if sample.name == TINY)
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder)) as place:
        door = ApiDoor(place.url)
        with MemoryWatch(list(place.processes("web"))) as memory:
            refused = _median(lambda: door.post(tiny))
        smallest = _median(lambda: requests.get(f"{place.url}/healthz", timeout=10).close())
        door.session.close()
    yield (
        f"refused through the API in {refused:.1f} ms, smallest answer of the site {smallest:.1f} ms: "
        f"ratio {refused / smallest:.2f}; the web process grew by {memory.growth_mib:.1f} MiB in {ROUNDS} posts"
    )


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    for line in lines():
        print(line)
