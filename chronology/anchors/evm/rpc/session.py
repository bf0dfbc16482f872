"""An HTTP session that a hostile node cannot fill, stall or send elsewhere."""

from __future__ import annotations

import time
from typing import Any

import requests

MAX_ANSWER_BYTES = 32 * 2**20
"""The receipts of the fullest block of a busy network take some 10 MB as JSON; nothing else comes near."""
ANSWER_SECONDS = 15.0
"""From the call to the last byte; a node that needs longer is called silent and asked again later."""
PIECE_BYTES = 65_536


class BoundedSession(requests.Session):
    """Follows no redirect, reads no settings of the machine, and ends an answer at its byte and time limits."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False  # a .netrc must not hand its passwords to a node

    def request(self, *args: Any, **options: Any) -> requests.Response:
        """One request with its whole answer read; raises RequestException."""
        end = time.monotonic() + ANSWER_SECONDS
        options |= {"allow_redirects": False, "stream": True, "timeout": ANSWER_SECONDS}
        response = super().request(*args, **options)
        try:
            response._content = _read(response, end)  # noqa: SLF001 what `content` returns; there is no public way to set it
        finally:
            response.close()
        return response


def _read(response: requests.Response, end: float) -> bytes:
    whole = bytearray()
    for piece in response.iter_content(PIECE_BYTES):
        whole += piece
        if len(whole) > MAX_ANSWER_BYTES or time.monotonic() > end:
            raise requests.RequestException("the answer is longer, or took longer, than any honest one")
    return bytes(whole)
