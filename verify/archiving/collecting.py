"""From an address to what this server received: the page and the pictures it shows, all through the guarded way out.

Every picture is judged like a pasted link: a page that names a private address brings nothing from there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from verify.archiving.codes import NO_ROOM, NO_TIME, TOO_MANY, UNREAD
from verify.archiving.limits import COLLECT_SECONDS, MOST_PICTURES, RECEIVED_BYTES
from verify.cases.page_pictures import UnreadablePage, items_of
from verify.fetch import ARCHIVED_PAGE, ARCHIVED_PICTURE, Fetcher, FetchError, Head, Purpose
from verify.fetch.purpose import PAGE_TYPES


@dataclass(frozen=True, slots=True)
class Received:
    """One answer: from where, when, its head as the site sent it, and its bytes."""

    url: str = field(repr=False)
    at: datetime
    content_type: str
    head: Head = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Collected:
    """A page and its pictures; `left_out` counts, by code, the pictures that did not come."""

    page: Received
    pictures: tuple[Received, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Collector:
    """Fetches one post; `now` is the site's clock, `clock` gives seconds that only go forward."""

    fetcher: Fetcher
    now: Callable[[], datetime]
    clock: Callable[[], float]

    def collect(self, url: str) -> Collected:
        """Fetch the page and then its pictures; raises FetchError where the page itself does not come."""
        ends = self.clock() + COLLECT_SECONDS
        page = self._fetch(url, ARCHIVED_PAGE)
        left_out: Counter[str] = Counter()
        pictures = tuple(self._pictures(page, ends, left_out))
        return Collected(page, pictures, dict(left_out))

    def _pictures(self, page: Received, ends: float, left_out: Counter[str]) -> Iterator[Received]:
        room = RECEIVED_BYTES - len(page.body)
        for number, link in enumerate(_shown(page, left_out)):
            why = TOO_MANY if number >= MOST_PICTURES else NO_TIME if self.clock() > ends else ""
            picture = None if why else self._picture(link, left_out)
            if picture is not None and len(picture.body) > room:
                why = NO_ROOM
            if why:
                left_out[why] += 1
            elif picture is not None:
                room -= len(picture.body)
                yield picture

    def _picture(self, link: str, left_out: Counter[str]) -> Received | None:
        try:
            return self._fetch(link, ARCHIVED_PICTURE)
        except FetchError as problem:
            left_out[problem.code] += 1
            return None

    def _fetch(self, url: str, purpose: Purpose) -> Received:
        with self.fetcher.fetch(url, purpose) as fetched:
            return Received(fetched.final_url, self.now(), fetched.content_type, fetched.head, fetched.file.read())


def _shown(page: Received, left_out: Counter[str]) -> list[str]:
    if page.content_type not in PAGE_TYPES:
        return []
    try:
        return [one.url for one in items_of(page.body, page.url) if one.kind == "image"]
    except UnreadablePage:
        left_out[UNREAD] += 1
        return []
