"""Bringing a mirror up to date: the head, the missing pages, the lists they name, the words that go with them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from provenance.mirror.chain import SCHEMA
from provenance.mirror.errors import BadQuestion, FeedRefused, FeedUnavailable
from provenance.mirror.heads import Head
from provenance.mirror.keeping import take
from provenance.mirror.limits import HEAD_BYTES, LIST_BYTES, PAGE_BYTES, WORDS_BYTES
from provenance.mirror.notes import FeedKey, key_from_text
from provenance.mirror.pages import Entry, Page, Place, document_of, head_in, nowhere, page_in, require_further
from provenance.mirror.source import Source
from provenance.mirror.state import (
    KEY,
    SOURCE,
    owe_words,
    owed_words,
    place_in,
    state_of,
    words_came,
    write_place,
    write_state,
)
from provenance.mirror.tables import Tables
from provenance.mirror.words import take_words

FEED: Final = "/api/v1/feed"
LISTS: Final = "lists"
EVIDENCE: Final = "refused"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a run brought: where the mirror is now, how many entries are new, how many lists and words came in."""

    head: Head
    place: Place
    new: int
    lists: int
    words: int


def fetch(folder: Path, source: Source, *, url: str = "", key: str = "") -> Fetched:
    """Take what is new; the first time with the operator's key, from another place than the feed.

    Raises FeedRefused and FeedUnavailable, and then what was taken before stays; BadQuestion, BadMirror.
    """
    tables = Tables(folder, make=True)
    try:
        return _Run(folder, tables, source).run(url, key)
    except FeedRefused as refused:
        _keep_evidence(folder, refused)
        raise
    finally:
        tables.close()


class _Run:
    """One run over one folder."""

    def __init__(self, folder: Path, tables: Tables, source: Source) -> None:
        self.folder, self.tables, self.source = folder, tables, source
        self.new = self.words = 0

    def run(self, url: str, key: str) -> Fetched:
        raw = self._got(FEED, HEAD_BYTES)
        pinned = self._key(key, raw)
        head, note = head_in(raw, pinned)
        with self.tables.reading() as rows:
            held = place_in(rows) or nowhere(head.feed)
        require_further(head, note, held)
        self._fetch_words()
        while held.count < head.count:
            page = page_in(self._got(f"{FEED}/pages/{held.page}", PAGE_BYTES), pinned, held)
            if page.place.count == held.count:
                break  # a cache between us holds back what the head tells: the next run goes on
            held = self._take(held, page)
        if held.count == head.count:
            require_further(head, note, held)  # pages and head come apart: two histories were signed
            held = Place(held.feed, held.page, held.before, held.count, held.chain, note)
        with self.tables.writing() as rows:
            write_place(rows, held)
            write_state(rows, {KEY: pinned.text, **({SOURCE: url} if url else {})})
        return Fetched(head, held, self.new, self._fetch_lists(), self.words)

    def _key(self, given: str, raw: bytes) -> FeedKey:
        with self.tables.reading() as rows:
            text = given or state_of(rows, KEY)
        if text:
            return key_from_text(text)
        shown = str(document_of(raw, SCHEMA, HEAD_BYTES).get("key", ""))[:300]
        raise BadQuestion(
            f"The feed says that its key is {shown}. Compare it with what the operator publishes elsewhere, and give "
            "it with --key; the mirror remembers it."
        )

    def _take(self, held: Place, page: Page) -> Place:
        with self.tables.writing() as rows:
            take(rows, page.new)
            write_place(rows, page.place)
            if any(_is_signed(one) for one in page.new):
                owe_words(rows, held.page)
        self.new += len(page.new)
        self._fetch_words()
        return page.place

    def _fetch_words(self) -> None:
        """Bodies lie beside the pages, because they can be erased and pages cannot.

        What a run that broke off left out is still owed: its page is never fetched again.
        """
        with self.tables.reading() as rows:
            owed = owed_words(rows)
        for page in owed:
            raw = self._got(f"{FEED}/pages/{page}/words", WORDS_BYTES)
            with self.tables.writing() as rows:
                self.words += take_words(rows, raw)
                words_came(rows, page)

    def _fetch_lists(self) -> int:
        where = self.folder / LISTS
        where.mkdir(mode=0o700, exist_ok=True)
        with self.tables.reading() as rows:
            wanted = [one for one in lists_named(rows) if not (where / one).exists()]
        for sha256 in wanted:
            content = self._got(f"{FEED}/lists/{sha256}", LIST_BYTES)
            if hashlib.sha256(content).hexdigest() != sha256:
                raise FeedRefused("feed.list", f"The feed hands out another list than {sha256[:12]}, which was signed.")
            draft = where / f".{sha256}"
            draft.write_bytes(content)
            draft.replace(where / sha256)
        return len(wanted)

    def _got(self, path: str, at_most: int) -> bytes:
        found = self.source.get(path, at_most=at_most)
        if found is None:
            raise FeedUnavailable(f"There is nothing at {path} of this address: is it an installation with a feed?")
        return found


def lists_named(rows: sqlite3.Connection) -> Iterable[str]:
    """The digests of the lists in use."""
    found = rows.execute("SELECT body FROM fact WHERE kind IN ('list', 'status')").fetchall()
    named = {str(json.loads(body).get("sha256", "")) for (body,) in found}
    return sorted(one for one in named if len(one) == 64 and one.isalnum())


def _is_signed(entry: Entry) -> bool:
    return entry.kind == "record" and entry.body.get("signed") is not None


def _keep_evidence(folder: Path, refused: FeedRefused) -> None:
    """Both notes, where there are two: whoever signed them signed two histories, which anybody can check."""
    if not refused.shown:
        return
    name = hashlib.sha256(f"{refused.held}{refused.shown}".encode()).hexdigest()[:16]
    where = folder / EVIDENCE
    where.mkdir(mode=0o700, exist_ok=True)
    notes = {"held": refused.held, "shown": refused.shown}
    for which, note in notes.items():
        if note:
            (where / f"{refused.code}-{name}-{which}.note").write_text(note, "utf-8")
