"""The feed as work: whichever worker comes first publishes what is new, one at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import structlog
from django.conf import settings

from verify import wiring
from verify.feed.models import FeedState
from verify.feed.services import feed_publish
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.ledger.errors import FeedForked, SignerUnavailable

log = structlog.get_logger("feed")

KIND: Final = "feed"
EVERYTHING: Final = "entries"


def publish_when_due() -> None:
    """Queue a round where the last one is long enough ago; never where the operator turned the feed off."""
    if not settings.FEED_SECONDS:
        return
    looked = FeedState.objects.filter(pk=1).values_list("looked", flat=True).first()
    if looked is None or wiring.now() - looked >= timedelta(seconds=settings.FEED_SECONDS):
        job_add(kind=KIND, subject=EVERYTHING, folder=wiring.run_folder())


def publish(_subject: str) -> None:
    """One round; what the signer does not answer now is signed the next time."""
    try:
        feed_publish()
    except SignerUnavailable:
        log.warning("the signer does not answer: the feed is signed later")
    except FeedForked:
        log.exception("the feed stands still until its operator acts")


def leave_as_it_is(_subject: str) -> None:
    """A round that did not end changes nothing; the next one comes on schedule."""


FEED: Final = Kind(KIND, run=publish, give_up=leave_as_it_is, sweep=publish_when_due)
