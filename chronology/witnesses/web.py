"""The real way to a witness, on `requests`; wiring and commands hand it to `request_cosignatures`."""

from __future__ import annotations

import time

import requests

from chronology.capped import plain_session, read_body
from chronology.errors import PeerUnavailable
from chronology.witnesses.asking import HttpAnswer


class WebPost:
    """Posts without redirects, cookies, proxies or credentials of the environment."""

    def __call__(self, url: str, body: bytes, *, timeout: float, at_most: int) -> HttpAnswer:
        """The answer of any status; raises PeerUnavailable where there is none in time or it is too long."""
        ends = time.monotonic() + timeout
        try:
            with (
                plain_session() as session,
                session.post(url, data=body, timeout=timeout, allow_redirects=False, stream=True) as answer,
            ):
                kind = answer.headers.get("Content-Type", "")
                said = read_body(answer, peer="The witness", at_most=at_most, ends=ends)
                return HttpAnswer(answer.status_code, kind, said)
        except requests.RequestException as error:
            raise PeerUnavailable("The witness did not answer; the next round asks again.") from error
