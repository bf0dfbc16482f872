"""The real way to a time-stamp authority or a calendar, on `requests`; tests and wiring hand it to the anchors."""

from __future__ import annotations

import time

import requests

from chronology.capped import found_body, plain_session
from chronology.errors import PeerUnavailable

SILENCE_SECONDS = 10.0
"""How long a peer may say nothing at all: authorities answer within one second."""

WHOLE_SECONDS = 30.0
"""How long one answer may take altogether, so that a trickling peer cannot hold up the round."""


class Web:
    """Asks over HTTP without redirects, cookies, proxies or credentials of the environment."""

    def post(self, url: str, body: bytes, *, content_type: str, at_most: int) -> bytes:
        """The body of a 200 answer; raises PeerUnavailable otherwise."""
        answer = self._ask("POST", url, at_most, body, {"Content-Type": content_type})
        if answer is None:
            raise PeerUnavailable("The peer does not know this address (404).")
        return answer

    def get(self, url: str, *, at_most: int) -> bytes | None:
        """The body of a 200 answer, None for 404; raises PeerUnavailable otherwise."""
        return self._ask("GET", url, at_most, None, {})

    def _ask(self, method: str, url: str, at_most: int, body: bytes | None, headers: dict[str, str]) -> bytes | None:
        try:
            with plain_session() as session:
                ends = time.monotonic() + WHOLE_SECONDS
                with session.request(
                    method,
                    url,
                    data=body,
                    headers=headers,
                    timeout=SILENCE_SECONDS,
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    return found_body(answer, peer="The peer", at_most=at_most, ends=ends)
        except requests.RequestException as fault:
            raise PeerUnavailable("The peer did not answer; the next round asks again.") from fault
