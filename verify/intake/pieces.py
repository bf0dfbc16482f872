"""One medium of a source on its way onto the record."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings

from provenance.errors import CannotOpen

PURPOSE = b"firstlight/taken-item/1\0"


@dataclass(frozen=True, slots=True)
class Piece:
    """`name` is shown to whoever runs the intake and stored nowhere; `identity` changes when the medium does.

    `page` is where it was published, empty for a file of a folder. `open` gives a readable descriptor, and raises
    CannotOpen or FetchError.
    """

    name: str = field(repr=False)
    identity: str = field(repr=False)
    open: Callable[[], AbstractContextManager[int]] = field(repr=False)
    page: str = field(default="", repr=False)

    @property
    def mark(self) -> str:
        """What is stored of it, in hex: an HMAC under a key of the installation."""
        return hmac.new(settings.HANDLE_KEY, PURPOSE + _plain(self.identity), hashlib.sha256).hexdigest()


def _plain(identity: str) -> bytes:
    """Names of files need not be text in any encoding; each still has one spelling in bytes."""
    return identity.encode(errors="surrogatepass")


def closed(why: str) -> AbstractContextManager[int]:
    """Opens what is known to be closed: raises CannotOpen with the reason, which is told and stops no other."""
    raise CannotOpen(why)


class Source(Protocol):
    """Where media come from; every look lists what is there now. Raises NoSuchSource and SourceUnavailable."""

    def look(self) -> Iterator[Piece]: ...
