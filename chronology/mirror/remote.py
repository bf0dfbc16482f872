"""Another log over HTTP, as C2SP tlog-tiles serves it."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from chronology.errors import PeerUnavailable
from chronology.merkle.hashing import HASH_BYTES
from chronology.notes.note import MAX_NOTE_BYTES
from chronology.tiles.bundles import MAX_BUNDLE_BYTES
from chronology.tiles.paths import FULL_WIDTH, TilePath


class HttpGet(Protocol):
    """Fetches from a peer that the operator named; follows no redirects."""

    def __call__(self, url: str, *, at_most: int) -> bytes | None:
        """The body of a 200 answer, None for 404; raises PeerUnavailable for anything else or anything longer."""
        ...


class RemoteLog:
    """Reads what a log serves and believes none of it: callers check tiles against a checkpoint."""

    def __init__(self, get: HttpGet, prefix: str) -> None:
        self._get, self._prefix = get, prefix.rstrip("/")

    def checkpoint(self) -> bytes:
        """Its newest checkpoint, as bytes; raises PeerUnavailable."""
        return self._fetch("checkpoint", MAX_NOTE_BYTES)

    def hashes(self, path: TilePath) -> bytes:
        """A tile of exactly this width; raises PeerUnavailable.

        A partial tile that is gone is cut from the full one, as the specification lets logs delete it then.
        """
        data = self._get(f"{self._prefix}/{path}", at_most=path.width * HASH_BYTES)
        if data is None and not path.is_full:
            data = self._fetch(str(replace(path, width=FULL_WIDTH)), FULL_WIDTH * HASH_BYTES)
        if data is None:
            raise PeerUnavailable(f"The log does not serve {path}.")
        return data[: path.width * HASH_BYTES]

    def entries(self, path: TilePath) -> bytes:
        """A bundle of entries as it is served; a partial one that is gone is answered by the full one."""
        data = self._get(f"{self._prefix}/{path}", at_most=MAX_BUNDLE_BYTES)
        if data is None and not path.is_full:
            return self._fetch(str(replace(path, width=FULL_WIDTH)), MAX_BUNDLE_BYTES)
        if data is None:
            raise PeerUnavailable(f"The log does not serve {path}.")
        return data

    def _fetch(self, path: str, at_most: int) -> bytes:
        data = self._get(f"{self._prefix}/{path}", at_most=at_most)
        if data is None:
            raise PeerUnavailable(f"The log does not serve {path}.")
        return data
