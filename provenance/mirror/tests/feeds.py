"""A feed made in memory, honest or not, as an installation would serve it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from provenance.mirror.chain import PAGE_SCHEMA, SCHEMA, beginning, digest_of, follow
from provenance.mirror.heads import Head, to_text

NAME = "log.example.org/desk/reports"
FEED = "0123456789abcdef0123456789abcdef"
BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)
RECORDER = "ab" * 16


def sha(word: str) -> str:
    """The digest of a word, in hex."""
    return hashlib.sha256(word.encode()).hexdigest()


def record(place: int, word: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    """An open record of a word at this place of the log."""
    body = {
        "index": place, "leaf_hash": sha(f"leaf {place}"), "kind": "registered", "recorder": RECORDER,
        "media_type": None, "contents": [["", sha(word)]], "previous": None,
        "created": f"2026-03-01T12:00:{place % 60:02}Z", "signed": None, **more,
    }  # fmt: skip
    return "record", f"record-{place:015}", body


INSTALLATION = (
    "installation",
    "",
    {"origin": "log.example.org/desk", "demo": False, "unnamed": "Somebody", "links": {"self": "/api/v1/records/{id}"}},
)


@dataclass
class MadeFeed:
    """Pages of `size` entries; whatever stands in `served` is answered in place of the truth."""

    size: int = 4
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    feed: str = FEED
    at: datetime = BEGUN
    entries: list[dict[str, Any]] = field(default_factory=list)
    served: dict[str, bytes | None] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def add(self, *changes: tuple[str, str, dict[str, Any]]) -> MadeFeed:
        """Publish these, a second later."""
        for kind, subject, body in changes:
            self.entries.append({"seq": len(self.entries) + 1, "kind": kind, "subject": subject, "body": body})
        self.at += timedelta(seconds=1)
        return self

    def copy(self) -> MadeFeed:
        """The same feed, to go on differently under the same key."""
        return MadeFeed(self.size, self.key, self.feed, self.at, json.loads(json.dumps(self.entries)))

    @property
    def vkey(self) -> str:
        raw = b"\x01" + self.key.public_key().public_bytes_raw()
        return f"{NAME}+{_id(raw).hex()}+{base64.b64encode(raw).decode()}"

    def note(self, count: int) -> str:
        """The signed head of the first `count` entries."""
        chain = follow(beginning(self.feed), [digest_of(one) for one in self.entries[:count]])
        return self.signed(to_text(Head(NAME, self.feed, count, chain, self.at)))

    def signed(self, text: str) -> str:
        """A C2SP note over any text."""
        raw = b"\x01" + self.key.public_key().public_bytes_raw()
        signature = base64.b64encode(_id(raw) + self.key.sign(text.encode())).decode()
        return f"{text}\n— {NAME} {signature}\n"

    def head(self) -> dict[str, Any]:
        """What the feed answers first."""
        return {"schema": SCHEMA, "key": self.vkey, "note": self.note(len(self.entries))}

    def page(self, number: int) -> dict[str, Any] | None:
        """One page."""
        before = number * self.size
        entries: Sequence[dict[str, Any]] = self.entries[before : before + self.size]
        if before > len(self.entries):
            return None
        previous = follow(beginning(self.feed), [digest_of(one) for one in self.entries[:before]]).hex()
        return {
            "schema": PAGE_SCHEMA, "page": number, "before": before, "previous": previous,
            "closed": len(entries) == self.size, "entries": list(entries), "note": self.note(before + len(entries)),
        }  # fmt: skip

    def get(self, path: str, *, at_most: int) -> bytes | None:
        """What lies at this path."""
        self.asked.append(path)
        if path in self.served:
            return self.served[path]
        name = path.removeprefix("/api/v1/feed").removeprefix("/pages/")
        if name.endswith("/words"):
            return b'{"schema": "firstlight.feed-words/1", "words": []}'
        found = self.page(int(name)) if name else self.head()
        return None if found is None else json.dumps(found).encode()


def _id(raw: bytes) -> bytes:
    return hashlib.sha256(f"{NAME}\n".encode() + raw).digest()[:4]
