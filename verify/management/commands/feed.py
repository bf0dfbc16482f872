"""How the feed stands, a round of it now, or another feed in its place."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verify.feed.errors import FeedError
from verify.feed.models import FeedState
from verify.feed.selectors import head_seen
from verify.feed.services import feed_begin_anew, feed_publish
from verify.ledger.errors import FeedForked, SignerUnavailable


class Command(BaseCommand):
    help = "Say how the feed that platforms mirror stands; --publish does a round now, --anew begins another feed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--publish", action="store_true", help="publish and sign what is new")
        parser.add_argument(
            "--anew", action="store_true", help="begin another feed: every mirror has to be fetched anew"
        )

    def handle(self, *_: Any, publish: bool, anew: bool, **options: Any) -> None:
        if anew:
            self.stdout.write(f"Feed {feed_begin_anew().feed} begins; tell those who mirror this installation.")
        try:
            if publish or anew:
                self.stdout.write(f"{feed_publish()} entries came to it.")
            head = head_seen()
        except (FeedError, FeedForked, SignerUnavailable) as problem:
            raise CommandError(str(problem), returncode=3) from problem
        self.stdout.write(f"{head.count} entries of feed {head.feed} are signed, {head.closed} pages are closed.")
        self.stdout.write(f"As of {head.at:%Y-%m-%d %H:%M:%S} UTC; the key is {head.key}")
        trouble = FeedState.objects.filter(pk=1).values_list("trouble", flat=True).first()
        if trouble:
            raise CommandError(trouble, returncode=3)
