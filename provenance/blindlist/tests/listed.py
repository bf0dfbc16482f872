"""A list that lies in memory, with the same manner of asking as a mirror on disk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from provenance.blindlist.tests.sharing_keys import EPOCH
from provenance.blindlist.types import Edition, Entry, KeyName, Label, PublicKey, Status

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def edition(expires_at: datetime = AT + timedelta(days=7)) -> Edition:
    """An edition of which only the numbers and dates matter."""
    return Edition(EPOCH, 3, AT, expires_at, 1, (), "", "", 0, 0, (), "")


def entry(status: Status = Status.LISTED, **more: object) -> Entry:
    """An entry since a month."""
    return Entry(status, "key.extracted", "case-1", AT - timedelta(days=30), **more)  # type: ignore[arg-type]


class ListedHere:
    """Entries by label; which labels were looked for is noted."""

    def __init__(
        self, entries: Mapping[Label, Entry], keys: tuple[PublicKey, ...], newest: Edition | None = None
    ) -> None:
        self._entries, self._keys = entries, {one.name: one for one in keys}
        self.edition: Edition | None = newest or edition()
        self.looked: list[Label] = []

    def public_key(self, name: KeyName) -> PublicKey | None:
        return self._keys.get(name)

    def look(self, label: Label) -> Entry | None:
        self.looked.append(label)
        return self._entries.get(label)
