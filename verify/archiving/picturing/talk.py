"""Talking with a browser over two pipes: messages of JSON, each ended by a zero byte.

The browser has read a stranger's page: what it says is bounded in size and time, and used as data alone.
"""

from __future__ import annotations

import json
import os
import select
import time
from collections.abc import Callable
from typing import Any, Final

MESSAGE_BYTES: Final = 16_000_000
"""The largest is the picture, in base64."""

_CHUNK: Final = 65_536
_END: Final = b"\0"

Message = dict[str, Any]


class TalkEnded(Exception):
    """The browser ended, took too long, or said too much."""


class Talk:
    """One conversation; `on_event` is called with whatever comes while an answer is waited for."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads, self._writes = reads, writes
        self._held = b""
        self._number = 0
        self.until = time.monotonic()
        self.on_event: Callable[[Message], None] = lambda _: None

    def tell(self, method: str, session: str = "", **params: object) -> int:
        """Say something without waiting for its answer; gives its number."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._write(json.dumps(message).encode() + _END)
        return self._number

    def ask(self, method: str, session: str = "", **params: object) -> Message:
        """Say something and wait for its answer; raises TalkEnded."""
        number = self.tell(method, session, **params)
        while True:
            said = self.next()
            if said.get("id") == number:
                if "error" in said:
                    raise TalkEnded
                return dict(said.get("result") or {})

    def next(self) -> Message:
        """The next message, given to `on_event` where it answers nothing; raises TalkEnded."""
        said = json.loads(self._read())
        if not isinstance(said, dict):
            raise TalkEnded
        if "method" in said:
            self.on_event(said)
        return said

    def _write(self, content: bytes) -> None:
        while content:
            self._wait([], [self._writes])
            try:
                content = content[os.write(self._writes, content[:_CHUNK]) :]
            except OSError as problem:
                raise TalkEnded from problem

    def _read(self) -> bytes:
        while _END not in self._held:
            self._wait([self._reads], [])
            more = os.read(self._reads, _CHUNK)
            if not more or len(self._held) > MESSAGE_BYTES:
                raise TalkEnded
            self._held += more
        message, _, self._held = self._held.partition(_END)
        return message

    def _wait(self, reads: list[int], writes: list[int]) -> None:
        left = self.until - time.monotonic()
        if left <= 0 or not any(select.select(reads, writes, [], left)[:2]):
            raise TalkEnded
