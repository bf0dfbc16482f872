"""Django's cache in Redis; values are JSON, so that whoever writes to Redis runs nothing here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from verify.shared.line import connection_options, line

# What Django's cache offers; everything else of it is built from these.
CALLS = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
)


class Json:
    """Django's own choice for Redis reads pickles, and a pickle may run anything."""

    def dumps(self, value: object) -> bytes:
        return json.dumps(value, separators=(",", ":")).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class SharedCache(RedisCache):
    """Redis, and while it does not answer the memory of this process."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {**connection_options(), "serializer": Json(), **params.get("OPTIONS", {})}
        super().__init__(server, {**params, "OPTIONS": options})
        self.line = line(server)
        self.own = LocMemCache("verify.shared", {})


def _either(name: str) -> Callable[..., Any]:
    shared, own = getattr(RedisCache, name), getattr(LocMemCache, name)

    def call(self: SharedCache, *words: Any, **named: Any) -> Any:
        return self.line.ask(lambda: shared(self, *words, **named), lambda: own(self.own, *words, **named))

    call.__name__, call.__doc__ = name, shared.__doc__
    return call


for _name in CALLS:
    setattr(SharedCache, _name, _either(_name))
