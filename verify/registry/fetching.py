"""Published trust lists come through the guarded way out: over https only, and small."""

from __future__ import annotations

from dataclasses import dataclass

from verify.fetch import TRUST_LIST, Fetcher

# The official lists are published in both forms.
TYPES = (*TRUST_LIST.content_types, "application/json")


@dataclass(frozen=True, slots=True)
class PublishedLists:
    """Brings one list whole; raises FetchError."""

    fetcher: Fetcher

    def bring(self, url: str) -> bytes:
        """The bytes behind the address."""
        return self.fetcher.fetch_document(url, max_bytes=TRUST_LIST.max_bytes, content_types=TYPES).body
