"""The listed segments, mapped into memory."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import structlog

from provenance.fingerprint.types import CODE_BYTES
from verify.index.segments.format import BrokenSegment
from verify.index.segments.segment import Segment
from verify.index.shelf import RADII, Listed, Listing, Shelf
from verify.index.types import Space

log = structlog.get_logger("finder")


class Opened:
    """Owned by one thread; files are mapped and read through in another, so that looking for changes never waits."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._mapping = ThreadPoolExecutor(1, thread_name_prefix="mapping")
        self._under_way: Future[_Mapped] | None = None
        self._now = _Mapped(None, Listing(), {})

    def look(self, store: str, *, wait: bool = False) -> bool:
        """Map what is newly listed and let go what is not listed any more; whether anything changed since."""
        if self._under_way is None and self.shelf.stamp() != self._now.stamp:
            self._under_way = self._mapping.submit(self._map_all, store, self._now.segments)
        if self._under_way is None or not (wait or self._under_way.done()):
            return False
        self._now, self._under_way = self._under_way.result(), None
        return True

    def chain(self, space: Space, serial: int) -> list[Listed]:
        """Segments from the first item on without a gap; none where they know more than the store."""
        chain: list[Listed] = []
        for one in self._now.listing.of(space):
            if one.file not in self._now.segments or one.above != _end(chain) or one.upto > serial:
                break
            chain.append(one)
        return chain

    def segments(self, space: Space, serial: int) -> tuple[Segment, ...]:
        """What to search of a space."""
        return tuple(self._now.segments[one.file] for one in self.chain(space, serial))

    def covered(self, space: Space, serial: int) -> int:
        """The last item whose codes lie in segments."""
        return _end(self.chain(space, serial))

    def _map_all(self, store: str, known: Mapping[str, Segment]) -> _Mapped:
        # The stamp first: where the list is replaced meanwhile, the next look finds another one.
        stamp = self.shelf.stamp()
        listing = self.shelf.listing(store)
        found = {one.file: known.get(one.file) or self._map(one) for one in listing.segments}
        return _Mapped(stamp, listing, {file: segment for file, segment in found.items() if segment is not None})

    def _map(self, listed: Listed) -> Segment | None:
        """The segment, read once and asked once, so that no question waits for the disk or for a compiler."""
        try:
            segment = Segment.open(self.shelf.path(listed))
        except OSError:
            return None
        except BrokenSegment:
            log.warning("a segment is damaged; it is built anew from the store", segment=listed.file)
            self.shelf.path(listed).unlink(missing_ok=True)
            return None
        segment.search(np.zeros((1, CODE_BYTES), np.uint8), RADII[listed.space])
        return segment


@dataclass(frozen=True, slots=True)
class _Mapped:
    """What was listed when the list had this stamp, and those of its segments that could be mapped."""

    stamp: tuple[int, int] | None
    listing: Listing
    segments: Mapping[str, Segment]


def _end(chain: list[Listed]) -> int:
    return chain[-1].upto if chain else 0
