"""What the feed shows: signed pages, the lists they name, and what was signed behind their entries."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from provenance.statements import wire
from verify.authors.models import SignedMessage
from verify.feed.errors import FeedNotReady, NoSuchPage
from verify.feed.models import FeedEntry, FeedPage, FeedState
from verify.ledger.models import Form, KeyPurpose, Record
from verify.ledger.parts import parts
from verify.ledger.selectors.log import vkey_of
from verify.registry.makers import StatusListVersion
from verify.registry.models import TrustListVersion

NO_PAGE: Final = "There is no such page of the feed, or not yet."


@dataclass(frozen=True, slots=True)
class HeadSeen:
    """The newest signed head: entries, pages that are closed, and the note; `key` is what signs it."""

    feed: str
    origin: str
    key: str
    count: int
    closed: int
    last: int
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page up to its newest signed head; a closed one never changes again."""

    feed: str
    number: int
    before: int
    previous: str
    closed: bool
    entries: tuple[dict[str, Any], ...]
    note: str


def head_seen() -> HeadSeen:
    """How far the feed goes; raises FeedNotReady."""
    state = FeedState.objects.filter(pk=1).first()
    page = FeedPage.objects.exclude(note="").order_by("-number").first()
    if state is None or page is None or page.at is None:
        raise FeedNotReady("The feed was not signed yet. Ask again in some seconds.")
    closed = page.number + (page.ends is not None and page.count == page.ends)
    key, origin = vkey_of(KeyPurpose.REPORT), parts().terms.origin
    return HeadSeen(state.feed, origin, key, page.count, closed, page.number, page.at, page.note)


def page_seen(number: int) -> PageSeen:
    """One page; raises NoSuchPage."""
    state = FeedState.objects.filter(pk=1).first()
    page = FeedPage.objects.filter(number=number).exclude(note="").first()
    if state is None or page is None:
        raise NoSuchPage(NO_PAGE)
    rows = FeedEntry.objects.filter(seq__gt=page.before, seq__lte=page.count).order_by("seq")
    entries = tuple({"seq": one.seq, "kind": one.kind, "subject": one.subject, "body": one.body} for one in rows)
    closed = page.ends is not None and page.count == page.ends
    return PageSeen(state.feed, page.number, page.before, page.previous, closed, entries, page.note)


def page_head(number: int) -> tuple[str, bool]:
    """The note under a page, which settles all of it, and whether the page is closed; raises NoSuchPage."""
    page = FeedPage.objects.filter(number=number).exclude(note="").first()
    if page is None:
        raise NoSuchPage(NO_PAGE)
    return page.note, page.ends is not None and page.count == page.ends


def words_of(number: int) -> list[dict[str, object]]:
    """What was signed behind the entries of a page and was neither erased nor hidden since; raises NoSuchPage."""
    page = FeedPage.objects.filter(number=number).exclude(note="").first()
    if page is None:
        raise NoSuchPage(NO_PAGE)
    entries = FeedEntry.objects.filter(seq__gt=page.before, seq__lte=page.count, kind="record")
    shown = Record.objects.filter(pk__in=entries.values("subject"), form=Form.OPEN, hidden=None)
    rows = SignedMessage.objects.filter(record_id__in=shown.values("pk"), form=Form.OPEN, erased=None)
    bodies = rows.exclude(signer="").exclude(body=None).order_by("pk").values_list("body", flat=True)
    return [wire.to_json(wire.from_json(body)) for body in bodies]


def list_content(sha256: str) -> bytes:
    """The bytes of a list that this installation itself uses or used, by their digest; raises NoSuchPage."""
    for text in _lists(sha256):
        content = text.encode()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    raise NoSuchPage("No list with this digest was published here.")


def _lists(sha256: str) -> list[str]:
    trust = TrustListVersion.objects.filter(organisation=None, sha256=sha256).values_list("pem", flat=True)
    status = StatusListVersion.objects.filter(sha256=sha256).values_list("content", flat=True)
    return [*trust[:1], *status[:1]]
