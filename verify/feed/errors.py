"""What can go wrong with the feed, by what the caller can do."""

from __future__ import annotations


class FeedError(Exception):
    """Base of the errors about the feed; its text is fit for anybody."""


class NoSuchPage(FeedError):
    """There is no such page, or not yet: the newest is named at the feed's own address."""


class FeedNotReady(FeedError):
    """Nothing was signed yet: ask again in some seconds, or see whether worker and signer run."""
