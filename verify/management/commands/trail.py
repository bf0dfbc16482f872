"""The audit trail: whether it is whole, and its rows for other programs."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verify.audit.exporting import FORMS
from verify.audit.selectors import trail, trail_check

NOT_WHOLE = 2
SHOWN = 20


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError as problem:
        raise argparse.ArgumentTypeError("must be a date like 2026-08-05") from problem


class Command(BaseCommand):
    help = (
        "check: read every row of the audit trail and say which are missing or altered; exit status 2 where any is. "
        "export: write the rows as CSV or JSON lines."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="whether the trail is whole")
        checking.add_argument("--holds", default="", metavar="DIGEST", help="a digest noted earlier: it must be there")
        exporting = verbs.add_parser("export", help="write the rows, oldest first")
        exporting.add_argument("--form", choices=tuple(FORMS), default="jsonl")
        exporting.add_argument("--since", type=_day, help="only rows from this day on")

    def handle(self, *, verb: str, **options: Any) -> None:
        {"check": self._check, "export": self._export}[verb](options)

    def _check(self, options: dict[str, Any]) -> None:
        found = trail_check(holds=options["holds"])
        for one in found.faults[:SHOWN]:
            self.stdout.write(f"row {one.number}: {one.fault.value}")
        if found.faults:
            raise CommandError(f"The trail is not whole: {len(found.faults)} faults.", returncode=NOT_WHOLE)
        self.stdout.write(f"Whole: {found.rows} rows. Note this digest elsewhere: {found.head}")

    def _export(self, options: dict[str, Any]) -> None:
        for line in FORMS[options["form"]][1](trail(since=options["since"])):
            self.stdout.write(line, ending="")
