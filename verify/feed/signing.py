"""Has the signer sign how far the feed goes, page by page, from where it signed last."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Final

from provenance.mirror.chain import beginning
from provenance.mirror.heads import Head, from_text
from verify.feed.models import FeedEntry, FeedPage, FeedState
from verify.ledger.asking import feed_sign, feed_signed_last
from verify.ledger.errors import FeedForked

FRESH: Final = timedelta(seconds=60)
"""How often the head is signed anew where nothing changed, so that a mirror can tell quiet from held back."""
TURNS: Final = 3
"""The signer also refuses a worker whom another one overtook; whoever looks again then sees what was signed."""
OTHER: Final = (
    "The signer has signed another feed than the one that lies here: the site was put back from a backup. Begin a new "
    "feed with `manage.py feed --anew` and tell those who mirror it."
)


def feed_sign_up(at: datetime) -> None:
    """Sign every page up to its end, and the open one up to now; `at` is when collecting began.

    Raises SignerUnavailable, and FeedForked where the signer holds another history, which is remembered.
    """
    for turn in range(TURNS):
        try:
            _sign_up(FeedState.objects.get(pk=1), at)
            break
        except FeedForked as problem:
            if turn + 1 == TURNS:
                FeedState.objects.filter(pk=1).update(trouble=str(problem)[:400])
                raise
    FeedState.objects.filter(pk=1).exclude(trouble="", anew=False).update(trouble="", anew=False)


def _sign_up(state: FeedState, at: datetime) -> None:
    signed = _signed_last(state)
    for page in FeedPage.objects.filter(number__gte=_page_of(signed).number).order_by("number"):
        signed = _page_signed(state, page, signed, at)


def _signed_last(state: FeedState) -> Head | None:
    """Where the signer is in this feed; None before its first head. What it signed and we lost is kept now."""
    note = feed_signed_last()
    if not note:
        return None
    head = head_of(note)
    if head.feed != state.feed:
        if state.anew:
            return None
        raise FeedForked(OTHER)
    if _chain_at(state, head.count) != head.chain:
        raise FeedForked(OTHER)
    _keep(_page_of(head), head, note)
    return head


def _page_signed(state: FeedState, page: FeedPage, signed: Head | None, at: datetime) -> Head | None:
    target = state.count if page.ends is None else page.ends
    count = signed.count if signed else 0
    page.refresh_from_db()
    fresh = page.at is not None and at - page.at < FRESH
    if count >= target and page.note and (fresh or page.ends is not None):
        return signed
    digests = FeedEntry.objects.filter(seq__gt=count, seq__lte=target).order_by("seq").values_list("digest", flat=True)
    chain = signed.chain if signed else beginning(state.feed)
    body = {"feed": state.feed, "count": count, "chain": chain.hex(), "digests": list(digests),
            "at": int(at.timestamp()), "anew": state.anew}  # fmt: skip
    note = feed_sign(json.dumps(body).encode())
    head = head_of(note)
    _keep(page, head, note)
    return head


def head_of(note: bytes) -> Head:
    """The head under a note of our own signer."""
    return from_text(note.decode().rpartition("\n\n")[0] + "\n")


def _keep(page: FeedPage, head: Head, note: bytes) -> None:
    """Never an older head over a newer one, whoever comes last."""
    older = FeedPage.objects.filter(number=page.number, count__lte=head.count).exclude(at__gt=head.at)
    older.update(note=note.decode(), count=head.count, at=head.at)


def _page_of(head: Head | None) -> FeedPage:
    """The page on which a head's last entry stands."""
    if head is None or head.count == 0:
        return FeedPage.objects.get(number=0)
    return FeedPage.objects.filter(before__lt=head.count).order_by("-number")[0]


def _chain_at(state: FeedState, count: int) -> bytes | None:
    if count == 0:
        return beginning(state.feed)
    found = FeedEntry.objects.filter(seq=count).values_list("chain", flat=True).first()
    return bytes.fromhex(found) if found else None
