"""Pages of a feed as they come over the wire, read and checked against what a mirror holds; the feed is hostile."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from provenance.mirror.chain import PAGE_SCHEMA, SCHEMA, beginning, canonical, digest_of, follow
from provenance.mirror.errors import FeedRefused
from provenance.mirror.heads import Head, from_text
from provenance.mirror.limits import DEPTH, ENTRY_BYTES, HEAD_BYTES, PAGE_BYTES, PAGE_ENTRIES
from provenance.mirror.notes import FeedKey, signed_text

NOT_A_PAGE: Final = "The feed answers with something that is no page of a feed."


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: its number (from 1), its kind, what it is about, and what there is to know of it."""

    seq: int
    kind: str
    subject: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """How far a mirror is: `count` entries that lead to `chain`, the last ones in page `page` after `before` others.

    `note` is the newest head it took, for evidence.
    """

    feed: str
    page: int
    before: int
    count: int
    chain: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The entries that a mirror does not have yet, and the head that signs for them."""

    head: Head
    note: str
    new: tuple[Entry, ...]
    place: Place


def nowhere(feed: str) -> Place:
    """Where a mirror begins."""
    return Place(feed, 0, 0, 0, beginning(feed))


def head_in(raw: bytes, key: FeedKey) -> tuple[Head, str]:
    """The signed head in what the feed answers first, and its note; raises FeedRefused."""
    note = document_of(raw, SCHEMA, HEAD_BYTES).get("note")
    if not isinstance(note, str):
        raise FeedRefused("feed.page", NOT_A_PAGE)
    return _head(note, key), note


def require_further(head: Head, note: str, held: Place) -> None:
    """Raises FeedRefused where this head is of another feed, shorter than what was seen, or another history of it."""
    if head.feed != held.feed:
        sentence = (
            "This is another feed than the one that was mirrored: the installation began anew, as after a restored "
            "backup. Ask its operator why; then mirror it into an empty folder."
        )
        raise FeedRefused("feed.other", sentence, held=held.note, shown=note)
    if head.count < held.count:
        sentence = f"The feed shows {head.count} entries, and {held.count} were seen before: it was put back."
        raise FeedRefused("feed.rolled_back", sentence, held=held.note, shown=note)
    if head.count == held.count and head.chain != held.chain:
        raise _forked(held, note)


def page_in(raw: bytes, key: FeedKey, held: Place) -> Page:
    """The page on which this mirror is, checked from its first entry to its signed head; raises FeedRefused."""
    document = document_of(raw, PAGE_SCHEMA, PAGE_BYTES)
    entries, note, previous = document.get("entries"), document.get("note"), document.get("previous")
    if not isinstance(entries, list) or not isinstance(note, str) or not isinstance(previous, str):
        raise FeedRefused("feed.page", NOT_A_PAGE)
    head, known = _head(note, key), held.count - held.before
    require_further(head, note, held)
    if head.count != held.before + len(entries) or not known <= len(entries) <= PAGE_ENTRIES:
        sentence = f"Page {held.page} of the feed leaves entries out, or has others in it."
        raise FeedRefused("feed.gap", sentence, held=held.note, shown=note)
    digests = _digests(entries)
    at_held = follow(_value(previous), digests[:known])
    if follow(at_held, digests[known:]) != head.chain:
        raise FeedRefused("feed.changed", f"Page {held.page} holds other entries than were signed.", shown=note)
    if at_held != held.chain:
        raise _forked(held, note)
    new = tuple(_entry(one, held.count + place) for place, one in enumerate(entries[known:], 1))
    return Page(head, note, new, _onwards(held, head, note, closed=document.get("closed") is True))


def _onwards(held: Place, head: Head, note: str, *, closed: bool) -> Place:
    page, before = (held.page + 1, head.count) if closed else (held.page, held.before)
    return Place(held.feed, page, before, head.count, head.chain, note)


def document_of(raw: bytes, schema: str, at_most: int) -> dict[str, Any]:
    """A JSON object of this schema; raises FeedRefused for anything else, anything longer and anything deeper."""
    try:
        found = json.loads(raw, parse_constant=_no_constant) if len(raw) <= at_most else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get("schema") != schema or not _shallow(found, DEPTH):
        raise FeedRefused("feed.page", NOT_A_PAGE)
    return found


def _digests(entries: Sequence[Any]) -> list[bytes]:
    try:
        if any(not isinstance(one, dict) or len(canonical(one)) > ENTRY_BYTES for one in entries):
            raise FeedRefused("feed.page", NOT_A_PAGE)
        return [digest_of(one) for one in entries]
    except ValueError as error:
        raise FeedRefused("feed.page", NOT_A_PAGE) from error


def _value(text: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError as error:
        raise FeedRefused("feed.page", NOT_A_PAGE) from error
    return value


def _entry(found: Mapping[str, Any], seq: int) -> Entry:
    kind, subject, body = found.get("kind"), found.get("subject"), found.get("body")
    fits = isinstance(kind, str) and isinstance(subject, str) and isinstance(body, dict)
    if not fits or found.get("seq") != seq:
        raise FeedRefused("feed.gap", f"Entry {seq} of the feed is out of order or of another form.")
    return Entry(seq, str(kind), str(subject), dict(body))  # type: ignore[arg-type]


def _head(note: str, key: FeedKey) -> Head:
    text = signed_text(note, key)
    try:
        head = from_text(text)
    except ValueError as error:
        raise FeedRefused("feed.note", "What was signed is no head of a feed.", shown=note) from error
    if head.signer != key.name:
        raise FeedRefused("feed.key", "The head names another signer than the key that signed it.", shown=note)
    return head


def _forked(held: Place, note: str) -> FeedRefused:
    sentence = (
        f"The feed shows another history than the one that was mirrored ({held.count} entries). Both signed notes are "
        "kept as evidence: hand them to the operator and to other mirrors."
    )
    return FeedRefused("feed.forked", sentence, held=held.note, shown=note)


def _shallow(value: object, left: int) -> bool:
    if isinstance(value, float) or left < 0:
        return False
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_shallow(one, left - 1) for one in parts)


def _no_constant(word: str) -> object:
    raise ValueError(word)
