"""Answers of peers read with a cap on bytes and on time, for every way out that is built on `requests`."""

from __future__ import annotations

import time

import requests

from chronology.errors import PeerUnavailable

CHUNK = 16_384


def plain_session() -> requests.Session:
    """A session without proxies and credentials of the environment."""
    session = requests.Session()
    session.trust_env = False
    return session


def read_body(answer: requests.Response, *, peer: str, at_most: int, ends: float) -> bytes:
    """The whole body, at most that many bytes by the monotonic time `ends`; raises PeerUnavailable, naming the peer."""
    body = bytearray()
    for chunk in answer.iter_content(CHUNK):
        body += chunk
        if len(body) > at_most:
            raise PeerUnavailable(f"{peer} answered with more than {at_most} bytes.")
        if time.monotonic() > ends:
            raise PeerUnavailable(f"{peer} took too long to answer.")
    return bytes(body)


def found_body(answer: requests.Response, *, peer: str, at_most: int, ends: float) -> bytes | None:
    """As `read_body` for status 200, None for 404; raises PeerUnavailable for any other status."""
    if answer.status_code == 404:
        return None
    if answer.status_code != 200:
        raise PeerUnavailable(f"{peer} answered with status {answer.status_code}.")
    return read_body(answer, peer=peer, at_most=at_most, ends=ends)
