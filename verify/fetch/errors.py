"""Why a link was not fetched, sorted by what the caller can do; none of these ever holds the link."""

from __future__ import annotations

from verify.fetch.sentences import sentence


class FetchError(Exception):
    """Base of all: `code` and `params` may be stored, `public` is a sentence fit for anyone.

    `detail` is for the log: the kind of fault (a class name, a status), never the link, a name or an address.
    `status` is the number with which the site answered, where it answered at all.
    """

    def __init__(self, code: str, *, detail: str = "", status: int | None = None, **params: str | int) -> None:
        self.code = code
        self.params = params
        self.detail = detail
        self.status = status
        self.public = sentence(code, params)
        super().__init__(self.public)


class LinkRefused(FetchError):
    """The link, or a place it passes on to, is one that is never called: give another one."""


class LinkUnavailable(FetchError):
    """The file did not come; this says nothing about the file: try later or upload it."""


class LinkTooLarge(FetchError):
    """More bytes than this purpose allows: upload the file instead."""
