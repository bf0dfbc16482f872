"""The way to an installation's feed on urllib3: plain, capped in bytes and time, no redirects, cookies or proxies."""

from __future__ import annotations

import time
from typing import Final, Protocol

import urllib3
from urllib3.exceptions import HTTPError

from provenance.mirror.errors import FeedUnavailable

SECONDS: Final = 60.0
"""A page of 16 MB over a slow line; most take a tenth of a second."""
CONNECT_SECONDS: Final = 5.0
WAITS: Final = 20
"""How often an answer of "too many requests" is waited out before a run gives up."""
MOST_WAIT: Final = 60.0
_CHUNK: Final = 65_536
BUSY: Final = frozenset({429, 503})
ACCEPT: Final = "application/json, application/octet-stream"


class Source(Protocol):
    """The way to a feed."""

    def get(self, path: str, *, at_most: int) -> bytes | None:
        """The body at this path below the installation's address, None for 404; raises FeedUnavailable."""
        ...


class WebSource:
    """An installation at this address, which whoever mirrors names themselves; `key` is sent where one is given."""

    def __init__(self, base_url: str, *, key: str = "", seconds: float = SECONDS) -> None:
        self._base, self._seconds = base_url.rstrip("/"), seconds
        self._headers = {"Accept": ACCEPT, **({"Authorization": f"Bearer {key}"} if key else {})}
        self._pool = urllib3.PoolManager(num_pools=1, retries=False)

    def get(self, path: str, *, at_most: int) -> bytes | None:
        """The body at this path; one that is told to come back later does so."""
        for _ in range(WAITS):
            status, body, wait = self._once(path, at_most)
            if status not in BUSY:
                break
            time.sleep(wait)
        if status == 404:
            return None
        if status != 200:
            raise FeedUnavailable(f"The installation answers with status {status}. Ask again later.")
        return body

    def _once(self, path: str, at_most: int) -> tuple[int, bytes, float]:
        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=self._seconds)
        try:
            answer = self._pool.request(
                "GET", self._base + path, headers=self._headers, timeout=timeout, redirect=False, preload_content=False
            )
            try:
                return answer.status, self._body(answer, at_most), _wait(answer.headers.get("Retry-After", ""))
            finally:
                answer.close()
        except (HTTPError, OSError, ValueError) as error:
            raise FeedUnavailable("The installation does not answer. Ask again later.") from error

    def _body(self, answer: urllib3.BaseHTTPResponse, at_most: int) -> bytes:
        ends, body = time.monotonic() + self._seconds, bytearray()
        for chunk in answer.stream(_CHUNK):
            body += chunk
            if len(body) > at_most or time.monotonic() > ends:
                raise FeedUnavailable("The installation answers with more than it should, or too slowly.")
        return bytes(body)


def _wait(text: str) -> float:
    return min(float(text), MOST_WAIT) if text.isdecimal() else 1.0
