"""What brings published lists, whoever does it: the guarded way out, or a test."""

from __future__ import annotations

from typing import Protocol


class ListFetcher(Protocol):
    """What brings the bytes of a published list."""

    def bring(self, url: str) -> bytes: ...
