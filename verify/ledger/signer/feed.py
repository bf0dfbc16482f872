"""The signer's answers about the feed of changes: each head continues the one it signed before, or is not signed.

What was signed last lies beside the keys and outside the backups of the site, so that a site which was put back to an
older state cannot have a second history signed: mirrors would hold the first one.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from chronology.errors import NotTheSequencer, StoreUnavailable
from chronology.log.signing_record import SigningRecord
from chronology.notes import NoteSigner, sign_note
from chronology.types import Clock
from provenance.mirror.chain import beginning, follow
from provenance.mirror.heads import Head, from_text, to_text
from provenance.mirror.limits import PAGE_ENTRIES
from verify.ledger.asking import REFUSED, SIGNED
from verify.ledger.local_socket import Frame

FORKED: Final = (
    "The signer has signed another feed than the one that lies here: the site was put back from a backup. Begin a new "
    "feed with `manage.py feed --anew` and tell those who mirror it."
)
MALFORMED: Final = "This is no head of a feed."
SKEW: Final = timedelta(minutes=5)
"""How far the moment of a head may lie before the signer's own clock: collecting a full page takes seconds."""


@dataclass(slots=True)
class FeedSigner:
    """Signs with the key for reports; one question at a time."""

    signer: NoteSigner
    record: SigningRecord
    clock: Clock
    turn: threading.Lock = field(default_factory=threading.Lock)

    def last(self, _body: bytes) -> Frame:
        """The note that was signed last; empty before the first."""
        try:
            return Frame(SIGNED, self.record.read() or b"")
        except StoreUnavailable:
            return Frame("503", b"")

    def sign(self, body: bytes) -> Frame:
        """The note over the head that these entries lead to, from the one that was signed before."""
        try:
            asked = _Asked.read(body)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return _refused(MALFORMED)
        with self.turn:
            try:
                return self._signed(asked)
            except (StoreUnavailable, NotTheSequencer):
                return Frame("503", b"")

    def _signed(self, asked: _Asked) -> Frame:
        kept = self.record.read()
        last = from_text(kept.decode().rpartition("\n\n")[0] + "\n") if kept else None
        now = self.clock()
        if not now - SKEW <= asked.at <= now + SKEW:
            return _refused("The head is of another time than the signer's: look at the clocks of both.")
        if not _continues(last, asked):
            return _refused(FORKED)
        count, chain = asked.count + len(asked.digests), follow(asked.chain, asked.digests)
        at = max(asked.at, last.at) if last and last.feed == asked.feed else asked.at
        text = to_text(Head(self.signer.name, asked.feed, count, chain, at))
        note = sign_note(text, (self.signer,)).to_bytes()
        self.record.replace(expected=kept, note=note)
        return Frame(SIGNED, note)


@dataclass(frozen=True, slots=True)
class _Asked:
    """From `count` entries that lead to `chain`, on by these digests; `anew` where the operator begins another feed."""

    feed: str
    count: int
    chain: bytes
    digests: tuple[bytes, ...]
    at: datetime
    anew: bool

    @classmethod
    def read(cls, body: bytes) -> _Asked:
        """Raises ValueError and its like for anything else."""
        found: Mapping[str, Any] = json.loads(body)
        digests = tuple(bytes.fromhex(one) for one in found["digests"])
        chain, count = bytes.fromhex(found["chain"]), found["count"]
        if len(chain) != 32 or any(len(one) != 32 for one in digests) or len(digests) > PAGE_ENTRIES:
            raise ValueError("no digests")
        if type(count) is not int or count < 0 or len(bytes.fromhex(found["feed"])) != 16:
            raise ValueError("no feed")
        at = datetime.fromtimestamp(int(found["at"]), UTC)
        return cls(str(found["feed"]), count, chain, digests, at, found["anew"] is True)


def _continues(last: Head | None, asked: _Asked) -> bool:
    """Whether it goes on from what was signed last; another feed only where the operator says so."""
    if last is None or (asked.anew and asked.feed != last.feed):
        return asked.count == 0 and asked.chain == beginning(asked.feed)
    return (asked.feed, asked.count, asked.chain) == (last.feed, last.count, last.chain)


def _refused(sentence: str) -> Frame:
    return Frame(REFUSED, sentence.encode())
