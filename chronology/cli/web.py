"""The way out for a command, of the standard library alone: nothing is asked unless its user named an address."""

from __future__ import annotations

from http.client import HTTPException, HTTPResponse
from typing import cast
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from chronology.errors import PeerUnavailable

SILENCE_SECONDS = 20.0
"""How long a log may say nothing: a tile is a file of at most 16 MiB."""


class _NoRedirect(HTTPRedirectHandler):
    """A log that sends us elsewhere is not the log that was named."""

    def redirect_request(self, *_: object) -> None:
        return None


class Web:
    """Asks over HTTP or HTTPS, with the proxy of the environment, without redirects and cookies."""

    def get(self, url: str, *, at_most: int) -> bytes | None:
        """The body of a 200 answer, at most that many bytes; None for 404; raises PeerUnavailable."""
        status, body = self._ask(Request(_checked(url)), at_most)  # noqa: S310 - the scheme is checked
        if status == 404:
            return None
        if status != 200:
            raise PeerUnavailable(f"{urlsplit(url).hostname} answered with status {status}.")
        return body

    def post(self, url: str, body: bytes, *, content_type: str, at_most: int) -> bytes:
        """The body of a 200 answer, at most that many bytes; raises PeerUnavailable."""
        request = Request(_checked(url), data=body, headers={"Content-Type": content_type})  # noqa: S310 - as above
        status, answer = self._ask(request, at_most)
        if status != 200:
            raise PeerUnavailable(f"{urlsplit(url).hostname} answered with status {status}.")
        return answer

    def _ask(self, request: Request, at_most: int) -> tuple[int, bytes]:
        try:
            with _opened(request) as answer:
                body = answer.read(at_most + 1)
        except HTTPError as error:
            with error:
                return error.code, error.read(at_most)
        except (OSError, HTTPException) as error:
            raise PeerUnavailable(f"{request.host} does not answer.") from error
        if len(body) > at_most:
            raise PeerUnavailable(f"{request.host} answered with more than {at_most} bytes.")
        return answer.status, body


def _opened(request: Request) -> HTTPResponse:
    return cast(HTTPResponse, build_opener(_NoRedirect()).open(request, timeout=SILENCE_SECONDS))


def _checked(url: str) -> str:
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise PeerUnavailable("An address begins with https:// or http:// and names a host.")
    return url
