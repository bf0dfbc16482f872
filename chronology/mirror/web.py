"""The real way to another log, on `requests`; commands and wiring hand it to mirror and monitor."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

import requests

from chronology.capped import found_body, plain_session
from chronology.errors import PeerUnavailable

SILENCE_SECONDS = 10.0  # how long a log may say nothing at all
WHOLE_SECONDS = 60.0  # one bundle of 16 MB may take a while; a trickle may not hold up a run for ever


class WebGet:
    """Fetches over one kept connection without redirects, cookies, proxies or credentials of the environment."""

    def __init__(self) -> None:
        self._session = plain_session()
        self._session.headers["Accept-Encoding"] = "gzip, identity"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.close()

    def __call__(self, url: str, *, at_most: int) -> bytes | None:
        """The body of a 200 answer, unpacked, None for 404; raises PeerUnavailable otherwise."""
        ends = time.monotonic() + WHOLE_SECONDS
        try:
            with self._session.get(url, timeout=SILENCE_SECONDS, allow_redirects=False, stream=True) as answer:
                return found_body(answer, peer="The log", at_most=at_most, ends=ends)
        except requests.RequestException as error:
            raise PeerUnavailable("The log did not answer; ask again later.") from error
