"""The way to a time-stamp authority or a calendar, as anchors see it: short questions, short answers."""

from __future__ import annotations

from typing import Protocol


class Http(Protocol):
    """Asks peers that the operator named; follows no redirects and reads no more than the anchor allows.

    Both methods raise PeerUnavailable where the peer is silent, answers too much or answers with another status.
    """

    def post(self, url: str, body: bytes, *, content_type: str, at_most: int) -> bytes:
        """The body of a 200 answer, at most that many bytes."""

    def get(self, url: str, *, at_most: int) -> bytes | None:
        """The body of a 200 answer, at most that many bytes; None for 404."""
