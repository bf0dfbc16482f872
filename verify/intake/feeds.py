"""A feed (RSS, Atom) or a sitemap behind an address: every medium that its entries name, with the page it stands on.

Documents, pages and media come through the guarded fetcher, and hostile documents are read by a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from verify.cases.page_pictures import UnreadablePage, items_of, joined
from verify.fetch import PAGE, Document, Fetcher, FetchError, LinkRefused
from verify.intake.errors import NoSuchSource, SourceUnavailable
from verify.intake.pieces import Piece, closed

DOCUMENT_BYTES: Final = 10_000_000
"""A sitemap of a thousand pages with pictures has one megabyte; the protocol's own ceiling of 50 MB is for archives."""

DOCUMENT_TYPES: Final = (
    "application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml", "text/plain",
)  # fmt: skip
ANSWER_BYTES: Final = 20_000_000
READING_SECONDS: Final = 15.0
SITEMAPS: Final = 20
"""Sitemaps that one index may lead to; they are read one level deep."""

READER: Final = "verify.intake.feed_reader"
ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Feed:
    """`fetcher` is asked anew for each document; the address is stored nowhere."""

    address: str = field(repr=False)
    fetcher: Callable[[], Fetcher] = field(repr=False)

    def look(self) -> Iterator[Piece]:
        """What it lists now, each medium once."""
        seen: set[str] = set()
        base, found = self._listed(self.address)
        if found["kind"] != "sitemaps":
            yield from self._pieces(base, found, seen)
            return
        for one in found["entries"][:SITEMAPS]:
            yield from self._part(joined(base, one["page"]) or one["page"], seen)

    def _part(self, address: str, seen: set[str]) -> Iterator[Piece]:
        """One sitemap of an index; one that cannot be read now is named, and stops no other."""
        try:
            base, found = self._listed(address)
        except (NoSuchSource, SourceUnavailable) as problem:
            yield Piece(address, f"sitemap {address}", partial(closed, str(problem)))
            return
        if found["kind"] != "sitemaps":
            yield from self._pieces(base, found, seen)

    def _pieces(self, base: str, found: dict[str, Any], seen: set[str]) -> Iterator[Piece]:
        for one in found["entries"]:
            page = joined(base, one["page"])
            media = [url for place in one["media"] if (url := joined(page or base, place))]
            for url in media or self._own_picture_of(page):
                if url not in seen:
                    seen.add(url)
                    yield Piece(url, f"link {url}", partial(_fetched, self.fetcher, url), page)

    def _listed(self, address: str) -> tuple[str, dict[str, Any]]:
        """Where a document came from, and what it lists."""
        document = self._document(address)
        found = _read(document.body)
        if found["kind"] == "nothing":
            raise NoSuchSource("There is no feed and no sitemap at this address.")
        return document.final_url, found

    def _document(self, address: str) -> Document:
        try:
            return self.fetcher().fetch_document(address, max_bytes=DOCUMENT_BYTES, content_types=DOCUMENT_TYPES)
        except LinkRefused as problem:
            raise NoSuchSource(f"This address cannot be read: {problem.public}") from problem
        except FetchError as problem:
            raise SourceUnavailable(problem.public) from problem

    def _own_picture_of(self, page: str) -> list[str]:
        """The picture that a page names for itself, where its entry names none; nothing where it cannot be read now."""
        if not page:
            return []
        try:
            with self.fetcher().fetch(page, PAGE) as fetched:
                items = items_of(fetched.file.read(), fetched.final_url)
        except (FetchError, UnreadablePage):
            return []
        return [one.url for one in items[:1]]


@contextmanager
def _fetched(fetcher: Callable[[], Fetcher], url: str) -> Iterator[int]:
    with fetcher().fetch(url) as fetched:
        yield fetched.file.fileno()


def _read(document: bytes) -> dict[str, Any]:
    command = [sys.executable, "-m", READER]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the document goes in as bytes
            command, input=document, capture_output=True, timeout=READING_SECONDS, check=False, cwd=ROOT, env={}
        )
    except subprocess.TimeoutExpired as slow:
        raise SourceUnavailable("What is at this address takes too long to read.") from slow
    if done.returncode or len(done.stdout) > ANSWER_BYTES:
        raise SourceUnavailable("What is at this address cannot be read within limits.")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
