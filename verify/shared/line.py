"""The line to Redis: where it does not answer, work goes on with what this process knows, and the log says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import structlog
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = structlog.get_logger("shared")

T = TypeVar("T")

# Redis stands beside the site and answers in a fraction of a millisecond: what takes longer than this is away.
CONNECT_SECONDS = 0.25
ANSWER_SECONDS = 0.5
# One more try mends a connection that a restarted server has closed.
RETRIES = 1
# While it is away one request in so many seconds waits for it, and nobody else does.
PAUSE_SECONDS = 5.0

AWAY = "Redis does not answer: each web process counts callers alone, so limits are looser than set"


def connection_options() -> dict[str, Any]:
    """How any client here connects."""
    return {
        "socket_connect_timeout": CONNECT_SECONDS,
        "socket_timeout": ANSWER_SECONDS,
        "retry": Retry(NoBackoff(), RETRIES),
    }


@dataclass(slots=True)
class Line:
    """Asks Redis, or does without; `clock` counts seconds that never go back."""

    client: Redis
    clock: Callable[[], float] = time.monotonic
    away_until: float = field(default=float("-inf"))

    def ask(self, question: Callable[[], T], otherwise: Callable[[], T]) -> T:
        """The answer to the question, or what is known without Redis."""
        if self.clock() < self.away_until:
            return otherwise()
        try:
            return question()
        except RedisError as problem:
            self.away_until = self.clock() + PAUSE_SECONDS
            log.warning(AWAY, problem=type(problem).__name__)
            return otherwise()

    def is_up(self) -> bool:
        """Whether Redis answers now; for those who watch the installation."""
        try:
            return bool(self.client.ping())
        except RedisError:
            return False


@cache
def line(address: str) -> Line:
    """The one line of this process to that address."""
    return Line(Redis.from_url(address, **connection_options()))
