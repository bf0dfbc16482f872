"""The way to a list service on urllib3: plain, capped in bytes and time, without redirects, cookies or proxies."""

from __future__ import annotations

import time
from typing import Final

import urllib3
from urllib3.exceptions import HTTPError

from provenance.blindlist.fetching import ListUnavailable

SECONDS: Final = 120.0
"""An edition of a million entries takes 390 MB once an epoch; deltas and all else take a second."""
CONNECT_SECONDS: Final = 5.0
_CHUNK: Final = 65_536


class WebSource:
    """A list service at this address, which is an operator's setting and no link of a stranger."""

    def __init__(self, base_url: str, *, seconds: float = SECONDS) -> None:
        self._base, self._seconds = base_url.rstrip("/"), seconds
        self._pool = urllib3.PoolManager(num_pools=1, retries=False)

    def get(self, path: str, *, at_most: int) -> bytes | None:
        """The body at this path, None for 404; raises ListUnavailable."""
        return self._asked("GET", path, None, at_most)

    def post(self, path: str, body: bytes, *, at_most: int) -> bytes | None:
        """The answer to this body, None for 404; raises ListUnavailable, with the service's own words."""
        return self._asked("POST", path, body, at_most)

    def _asked(self, method: str, path: str, body: bytes | None, at_most: int) -> bytes | None:
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=self._seconds)
        try:
            answer = self._pool.request(
                method, self._base + path, body=body, timeout=timeout, redirect=False, preload_content=False,
                headers={"Content-Type": "application/octet-stream"} if body is not None else None,
            )  # fmt: skip
            try:
                return self._read(answer, at_most)
            finally:
                answer.close()
        except (HTTPError, OSError) as error:
            raise ListUnavailable("The list service does not answer. Ask again later.") from error

    def _read(self, answer: urllib3.BaseHTTPResponse, at_most: int) -> bytes | None:
        ends, body = time.monotonic() + self._seconds, bytearray()
        for chunk in answer.stream(_CHUNK):
            body += chunk
            if len(body) > at_most or time.monotonic() > ends:
                raise ListUnavailable("The list service answers with more than it should, or too slowly.")
        if answer.status == 404:
            return None
        if answer.status >= 300:
            words = bytes(body[:300]).decode("utf-8", "replace")
            raise ListUnavailable(f"The list service answers with status {answer.status}: {words}")
        return bytes(body)
