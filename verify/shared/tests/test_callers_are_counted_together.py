"""Counts in a real Redis: together over processes, atomically, without a name, and never in the way of the site."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from verify.shared.cache import SharedCache
from verify.shared.counts import Counts, OwnCounts, SharedCounts, Spent
from verify.shared.line import PAUSE_SECONDS, Line, connection_options
from verify.tests.columns.parts.redis_server import RedisServer, running_redis

MOST = 20
MINUTE = 60.0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as running:
        yield running


class Clock:
    """Goes on only when told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def web_process(server: RedisServer, clock: Clock | None = None) -> SharedCounts:
    """Counts as another process has them: with a line and a memory of its own."""
    client = Redis.from_url(server.address, **connection_options())
    return SharedCounts(Line(client, clock or Clock()))


class ReadThenWrite:
    """The planted fault: looks first and counts afterwards."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def take(self, name: str, now: float, _seconds: float, most: int) -> Spent:
        calls = int(self.client.get(name) or 0)
        time.sleep(0.01)
        if calls < most:
            self.client.set(name, calls + 1)
        return Spent(calls < most, calls, now)

    def clear(self) -> None:
        self.client.flushdb()


def rush(processes: list[Counts], name: str) -> int:
    """How many of ten times too many calls at once are let through."""
    with ThreadPoolExecutor(16) as pool:
        calls = [
            pool.submit(processes[number % len(processes)].take, name, 1000.0, MINUTE, MOST)
            for number in range(10 * MOST)
        ]
        return sum(call.result().allowed for call in calls)


def test_a_rush_over_two_processes_gets_what_one_caller_may_and_no_more(server: RedisServer) -> None:
    assert rush([web_process(server), web_process(server)], "rush") == MOST


def test_a_rush_in_one_process_gets_no_more_either() -> None:
    assert rush([OwnCounts()], "rush") == MOST


def test_the_rush_catches_counting_that_looks_first(server: RedisServer) -> None:
    assert rush([ReadThenWrite(Redis.from_url(server.address))], "planted") > MOST


def test_calls_come_free_again_one_by_one(server: RedisServer) -> None:
    for counts in (web_process(server), OwnCounts()):
        assert [counts.take("slow", at, 10.0, 2).allowed for at in (100.0, 105.0, 109.0, 110.5, 111.0)] == [
            True,
            True,
            False,
            True,
            False,
        ]
        assert counts.take("slow", 112.0, 10.0, 2) == Spent(False, 2, 105.0)


def test_without_redis_each_process_counts_alone_and_later_together_again(
    server: RedisServer,
) -> None:
    clock = Clock()
    counts = web_process(server, clock)
    server.stop()
    try:
        taken = [counts.take("away", 1000.0, MINUTE, MOST).allowed for _call in range(2 * MOST)]
    finally:
        server.start()
    assert taken.count(True) == MOST, "a limit that falls away with Redis would invite whoever can take it away"
    clock.seconds = PAUSE_SECONDS + 1
    assert counts.take("back", 1000.0, MINUTE, MOST).calls == 1
    assert web_process(server).take("back", 1000.0, MINUTE, MOST).calls == 2, "they do not count together again"


def test_a_redis_that_is_away_costs_a_request_nearly_nothing(server: RedisServer) -> None:
    gone = SharedCounts(Line(Redis(host="127.0.0.1", port=1, **connection_options()), Clock()))
    gone.take("first", 0.0, MINUTE, MOST)
    asked: list[int] = []
    gone.line.ask(lambda: asked.append(1), lambda: None)
    assert asked == [], "it is asked again at once"


def test_the_cache_goes_on_without_redis(server: RedisServer) -> None:
    cache = SharedCache("redis://127.0.0.1:1/0", {})
    cache.set("a", [1.5])
    assert cache.get("a") == [1.5]
    assert cache.add("a", [2.0]) is False
    assert cache.get_many(["a", "b"]) == {"a": [1.5]}


def test_the_cache_of_one_process_is_read_by_another(server: RedisServer) -> None:
    SharedCache(server.address, {}).set("b", [1.5, "x"], 30)
    assert SharedCache(server.address, {}).get("b") == [1.5, "x"]
    assert SharedCache(server.address, {}).add("n", 1)
    assert SharedCache(server.address, {}).incr("n") == 2


class Trap:
    """What runs when somebody reads it as a pickle."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_whoever_writes_to_redis_runs_nothing_here(server: RedisServer, tmp_path: Path) -> None:
    cache = SharedCache(server.address, {})
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    Redis.from_url(server.address).set(cache.make_and_validate_key("trap"), trap)
    with pytest.raises(UnicodeDecodeError):
        cache.get("trap")
    assert not (tmp_path / "sprung").exists()
    pickle.loads(trap)
    assert (tmp_path / "sprung").exists(), "the trap would not have sprung, so this proves nothing"


def test_no_address_reaches_redis(server: RedisServer, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    from django.test import RequestFactory

    from verify import callers

    settings.CACHE_URL = server.address
    client = Redis.from_url(server.address)
    client.flushdb()
    monkeypatch.setattr(callers, "counts", web_process(server))
    request = RequestFactory(REMOTE_ADDR="203.0.113.77").post("/")
    request.user = None  # type: ignore[assignment]
    assert callers.ObjectionThrottle().allow_request(request, None)
    found = [(key, client.zrange(key, 0, -1)) for key in client.scan_iter()]
    assert len(found) == 1, "nothing was counted in Redis, so this proves nothing"
    assert b"203.0.113" not in repr(found).encode()
    assert 0 < client.ttl(found[0][0]) <= 3600, "a count that stays for ever is kept"
