"""The feed grows here and nowhere else: what is new gets its number, then the signer signs how far it goes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from provenance.mirror.chain import beginning, canonical, digest_of, follow
from provenance.mirror.limits import ENTRY_BYTES, PAGE_ENTRIES, PAGE_FULL_BYTES
from verify.feed.collecting import Gathered, gathered
from verify.feed.errors import FeedError
from verify.feed.models import FeedEntry, FeedPage, FeedState
from verify.feed.signing import feed_sign_up
from verify.feed.values import Change
from verify.ledger.parts import parts

ROUNDS: Final = 30
"""Rounds of one job: sixty thousand records, well within the time after which a worker counts as stuck."""
ROWS_AT_ONCE: Final = 500


def feed_publish() -> int:
    """Publish everything that is new and have it signed; returns how many entries came to it.

    Raises SignerUnavailable, and then what was added is signed the next time; FeedForked.
    """
    added = 0
    for _ in range(ROUNDS):
        at = parts().clock().replace(microsecond=0)
        state = feed_state()
        found = gathered(state, at)
        added += _append(state, found, at)
        feed_sign_up(at)
        if not found.more:
            break
    return added


def feed_state() -> FeedState:
    """How far the feed is; begun where there is none."""
    found = FeedState.objects.filter(pk=1).first()
    return found or _begun(secrets.token_hex(16), anew=False)


@transaction.atomic
def feed_begin_anew() -> FeedState:
    """Another feed in place of this one, because the signer has signed a different history of it.

    Mirrors refuse it until their operators take it up: they hold the old one.
    """
    FeedEntry.objects.all().delete()
    FeedPage.objects.all().delete()
    FeedState.objects.all().delete()
    return _begun(secrets.token_hex(16), anew=True)


@transaction.atomic
def _begun(feed: str, *, anew: bool) -> FeedState:
    first = beginning(feed).hex()
    state, made = FeedState.objects.get_or_create(pk=1, defaults={"feed": feed, "chain": first, "anew": anew})
    if made:
        FeedPage.objects.create(number=0, before=0, previous=first)
    return state


@transaction.atomic
def _append(seen: FeedState, found: Gathered, at: datetime) -> int:
    """Give each change its number; 0 where another worker was here meanwhile, whose round counts then."""
    state = FeedState.objects.select_for_update().get(pk=1)
    if (state.feed, state.count, state.looked) != (seen.feed, seen.count, seen.looked):
        return 0
    _write(state, found.changes)
    state.looked, state.anchors, state.beacon = at, found.floor, max(state.beacon, found.beacon)
    state.cursor = max([state.cursor, *(one.index for one in found.records if one.index is not None)])
    if found.facts:
        state.facts = at
    if found.mended and not found.more:
        state.mended = at
    if any(one.kind == "log" for one in found.changes):
        state.log = at
    state.save()
    return len(found.changes)


def _write(state: FeedState, changes: Iterable[Change]) -> None:
    rows: list[FeedEntry] = []
    for change in changes:
        entry = {"seq": state.count + 1, "kind": change.kind, "subject": change.subject, "body": dict(change.body)}
        size, digest = len(canonical(entry)), digest_of(entry)
        if size > ENTRY_BYTES:
            raise FeedError(f"An entry about a {change.kind} is too long to be published.")
        state.count += 1
        state.chain = follow(bytes.fromhex(state.chain), (digest,)).hex()
        state.page_bytes += size
        rows.append(FeedEntry(seq=state.count, kind=change.kind, subject=change.subject, body=entry["body"],
                              digest=digest.hex(), chain=state.chain))  # fmt: skip
        if state.count - state.page_before >= PAGE_ENTRIES or state.page_bytes >= PAGE_FULL_BYTES:
            _next_page(state)
    FeedEntry.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _next_page(state: FeedState) -> None:
    FeedPage.objects.filter(number=state.page).update(ends=state.count)
    state.page, state.page_before, state.page_bytes = state.page + 1, state.count, 0
    FeedPage.objects.create(number=state.page, before=state.count, previous=state.chain)
