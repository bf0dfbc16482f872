"""Bad media through the real upload and API: nothing breaks, nothing hangs, nothing of a refused file stays."""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from fixtures.corpus import need_corpus
from verify.api.tests.media import VERIFICATIONS
from verify.tests.badmedia.doors import ApiDoor
from verify.tests.badmedia.installation import Installation, installation
from verify.tests.badmedia.processes import MEBIBYTE, MemoryWatch
from verify.tests.badmedia.rig import MEMORY_GROWTH_MIB, both_ways, run
from verify.tests.badmedia.samples import Sample, bad_samples, good_samples, mixed

pytestmark = pytest.mark.corpus

TINY = "webp-lossless-13000.webp"
REPEATS = 20
RESTART_SECONDS = 20
SHOWN = 50
LARGER_THAN_ANY = 900_000_000
LARGE_MIB = 300


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    need_corpus("badmedia/expected.json")
    with installation(tmp_path_factory.mktemp("place")) as running:
        yield running


@pytest.mark.timeout(300, func_only=True)
def test_all_of_it_by_both_doors_mixed_with_good_files(place: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    seed = secrets.randbelow(2**31)
    bad, good = bad_samples(), good_samples()
    random.Random(seed).shuffle(good)

    outcome = run(place, both_ways([*bad, *good[: len(bad)]], seed), seed)

    say(capsys, f"bad media, seed {seed}: {outcome.figures()}")
    assert not outcome.wrong, "\n".join([f"seed {seed}", *outcome.wrong[:SHOWN]])
    assert {answer.sample for answer in outcome.answers} >= set(bad)


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_thousands_of_posts(place: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    posts = int(os.environ.get("FIRSTLIGHT_POSTS", "10000"))
    seed = int(os.environ.get("FIRSTLIGHT_SEED", secrets.randbelow(2**31)))

    outcome = run(place, mixed(posts, seed), seed)

    say(capsys, f"bad media at length, seed {seed}: {outcome.figures()}")
    assert not outcome.wrong, "\n".join([f"seed {seed}", *outcome.wrong[:SHOWN]])


def test_a_trace_and_a_lost_worker_are_noticed(place: Installation) -> None:
    planted = place.data / "quarantine" / "forgotten.media"
    worker = min(place.processes("worker"))

    def plant() -> None:
        planted.write_bytes(sample(TINY).content * 4)
        os.kill(worker, signal.SIGKILL)
        until(lambda: worker not in place.processes("worker"))

    try:
        outcome = run(place, [sample(TINY), *good_samples()[:3]], seed=1, before_end=plant)
    finally:
        planted.unlink(missing_ok=True)
        until(lambda: len(place.processes("worker")) == 2)

    assert any("forgotten.media" in line for line in outcome.wrong), outcome.wrong
    assert f"worker {worker} was lost" in outcome.wrong


def test_the_34_byte_picture_is_refused_from_its_header(
    place: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    door, tiny = ApiDoor(place.url), sample(TINY)
    door.post(tiny)
    with MemoryWatch(list(place.processes("web"))) as memory:
        answers = [door.post(tiny) for _ in range(REPEATS)]
    door.session.close()

    milliseconds = statistics.median(answer.seconds for answer in answers) * 1000
    say(capsys, f"34-byte WebP: refused in {milliseconds:.1f} ms (median); the web grew by {memory.growth_mib:.1f} MiB")
    assert {answer.statuses[-1] for answer in answers} == {413}
    assert memory.growth_mib <= MEMORY_GROWTH_MIB


def test_a_body_larger_than_any_film_is_refused_before_it_is_read(place: Installation) -> None:
    connection = http.client.HTTPConnection(place.url.removeprefix("http://"), timeout=10)
    connection.putrequest("POST", VERIFICATIONS)
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", str(LARGER_THAN_ANY))
    connection.endheaders()

    with closing(connection), connection.getresponse() as response:
        told = json.loads(response.read())

    assert (response.status, response.headers["Content-Type"]) == (413, "application/problem+json")
    assert told["code"] == "refused.too_large"


def test_a_large_file_passes_without_being_held_in_memory(place: Installation) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="film.mp4"\r\n\r\n'
    pieces = [head, *[bytes(MEBIBYTE)] * LARGE_MIB, b"\r\n--x--\r\n"]
    connection = http.client.HTTPConnection(place.url.removeprefix("http://"), timeout=60)
    headers = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(sum(map(len, pieces)))}

    with MemoryWatch(list(place.processes("web"))) as memory, closing(connection):
        connection.request("POST", VERIFICATIONS, body=iter(pieces), headers=headers)
        with connection.getresponse() as response:
            told = json.loads(response.read())

    assert (response.status, told["code"]) == (415, "refused.unknown_type")
    assert memory.growth_mib <= MEMORY_GROWTH_MIB


def say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Print figures even where everything holds."""
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")


def sample(name: str) -> Sample:
    """The bad file of this name."""
    return next(one for one in bad_samples() if one.name == name)


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that must come to hold."""
    deadline = time.monotonic() + RESTART_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it did not come to hold"
        time.sleep(0.1)
