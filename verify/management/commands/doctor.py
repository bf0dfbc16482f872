"""Say what this installation offers and lacks, and what to do about it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from verify.diagnosis import CHECKS, Part, State, parts

SIGNS = {State.OK: "ok     ", State.LOOK: "look   ", State.MISSING: "MISSING"}
SCHEMA = "firstlight.doctor/1"


class Command(BaseCommand):
    help = (
        "Look at every part this installation stands on. Exit status 0: fit for production; 1 with --strict: "
        "something needs a look; 2: a part that production needs is missing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help=f"one JSON object ({SCHEMA}) instead of lines")
        parser.add_argument("--strict", action="store_true", help="end with 1 where anything at all needs a look")
        parser.add_argument(
            "--only", action="append", default=[], choices=tuple(CHECKS), metavar="CHECK", help=f"{', '.join(CHECKS)}"
        )

    def handle(self, **options: Any) -> None:
        found = list(self._looked(options))
        if options["json"]:
            told = {"schema": SCHEMA, "fit": not _of(found, State.MISSING), "parts": [one.as_json() for one in found]}
            self.stdout.write(json.dumps(told, indent=1))
        if lacking := _of(found, State.MISSING):
            raise CommandError(f"Not fit for production: {', '.join(lacking)}.", returncode=2)
        if options["strict"] and (off := _of(found, State.LOOK)):
            raise CommandError(f"Needs a look: {', '.join(off)}.", returncode=1)

    def _looked(self, options: dict[str, Any]) -> list[Part]:
        found = []
        for part in parts(options["only"]):
            found.append(part)
            if not options["json"]:
                self.stdout.write(f"{SIGNS[part.state]}  {part.name:<14} {part.words}")
                if part.todo:
                    self.stdout.write(f"{'':<11}do: {part.todo}")
        return found


def _of(found: list[Part], state: State) -> list[str]:
    return [part.name for part in found if part.state is state]
