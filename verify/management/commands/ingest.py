"""Puts what lies in a folder, or appears in a feed or sitemap, on record for an organisation."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.errors import ProvenanceError
from verify import wiring
from verify.accounts.models import Organisation
from verify.cases.indexing import IndexChoice
from verify.intake.errors import NoSuchSource, SourceUnavailable
from verify.intake.feeds import Feed
from verify.intake.folders import Folder
from verify.intake.pieces import Piece, Source
from verify.intake.runs import taken_from
from verify.intake.taking import Outcome, Taken, Taking
from verify.ledger.values import Viewer

BAD_USAGE, OUR_FAULT = 2, 3
FOLDER_SECONDS, FEED_SECONDS = 5, 300
# Told only when somebody wants to know everything: a watched folder is looked at a thousand times a day.
QUIET = (Outcome.EARLIER,)


class Command(BaseCommand):
    help = (
        "Record the media of SOURCE openly for an organisation, and let copies of them be found: a folder, the address "
        "of an RSS or Atom feed, or of a sitemap. Runs again go on where they ended. Exit status: 0 done; 2 bad usage, "
        "or a source that cannot be read; 3 our fault."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", metavar="SOURCE")
        parser.add_argument("--organisation", default="", metavar="SLUG", help="whose records they are")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and record nothing")
        parser.add_argument("--watch", action="store_true", help="look again and again until Ctrl-C")
        parser.add_argument("--every", type=int, default=0, metavar="SECONDS", help="with --watch: how often")
        parser.add_argument(
            "--no-proxy",
            action="store_true",
            help="keep no small picture: copies are found, but not compared for what differs",
        )
        parser.add_argument("--showable", action="store_true", help="the small picture may be shown beside copies")

    def handle(self, *, source: str, watch: bool, **options: Any) -> None:
        self.loud, self.watching = int(options["verbosity"]) > 1, watch
        taking = Taking(_owner(options["organisation"]), _choice(options), dry=options["dry_run"])
        found = _source(source)
        pause = options["every"] or (FOLDER_SECONDS if isinstance(found, Folder) else FEED_SECONDS)
        try:
            with wiring.open_examiner():
                self._once(found, taking, forgiving=False)
                while watch:
                    time.sleep(pause)
                    self._once(found, taking, forgiving=True)
        except NoSuchSource as problem:
            raise CommandError(str(problem), returncode=BAD_USAGE) from None
        except SourceUnavailable as problem:
            raise CommandError(f"The source does not answer now. {problem}", returncode=BAD_USAGE) from None
        except ProvenanceError as problem:
            raise CommandError(f"{problem.public} This is our fault, not the files'.", returncode=OUR_FAULT) from None
        except KeyboardInterrupt:
            self.stdout.write("Ended. What was recorded stays; the next run goes on from here.")

    def _once(self, source: Source, taking: Taking, *, forgiving: bool) -> None:
        try:
            counted = taken_from(source, taking, self._tell)
        except (NoSuchSource, SourceUnavailable) as problem:
            if not forgiving:
                raise
            self.stderr.write(f"The source cannot be read now, and is asked again later. {problem}")
        else:
            self._sum(counted)

    def _tell(self, piece: Piece, taken: Taken) -> None:
        if self.loud or taken.outcome not in QUIET:
            self.stdout.write(f"{_printable(piece.name)}: {line_of(taken)}")

    def _sum(self, counted: Counter[Outcome]) -> None:
        if self.loud or not self.watching or any(one not in QUIET for one in counted):
            told = ", ".join(f"{number} {WORDS[outcome]}" for outcome, number in sorted(counted.items()))
            self.stdout.write(f"{sum(counted.values())} looked at: {told or 'nothing there'}.")


WORDS = {
    Outcome.RECORDED: "recorded",
    Outcome.WOULD: "would be recorded",
    Outcome.ALREADY: "on record already",
    Outcome.EARLIER: "dealt with by an earlier run",
    Outcome.UNREADABLE: "cannot be read",
    Outcome.UNREACHABLE: "could not be opened now",
}


def line_of(taken: Taken) -> str:
    """What became of one medium, in one line."""
    line = WORDS[taken.outcome]
    if taken.record:
        line += f" (record {taken.record})"
    if taken.outcome is Outcome.RECORDED and not taken.found:
        line += "; altered copies of it are not found: it has no usable codes, or the index is away and asked next time"
    if taken.copy_of:
        line += f"; a copy of what record {taken.copy_of} holds"
    return f"{line}. {taken.why}" if taken.why else line


def _printable(name: str) -> str:
    """Whoever names a file must not move the cursor of whoever reads about it."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in name)


def _source(name: str) -> Source:
    if name.lower().startswith(("http://", "https://")):
        return Feed(name, wiring.fetcher)
    return Folder(Path(name))


def _choice(options: dict[str, Any]) -> IndexChoice:
    comparable = not options["no_proxy"]
    return IndexChoice(findable=True, comparable=comparable, showable=comparable and options["showable"])


def _owner(slug: str) -> Viewer:
    found = Organisation.objects.filter(**({"slug": slug} if slug else {}))[:2]
    if len(found) != 1:
        known = ", ".join(Organisation.objects.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
        why = f"There is no organisation {slug}" if slug else "Every record has an owner"
        raise CommandError(f"{why}. Name one with --organisation SLUG; there are: {known}.", returncode=BAD_USAGE)
    return Viewer(found[0].pk)
