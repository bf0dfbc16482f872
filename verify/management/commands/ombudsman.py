"""Tells the ombudsman of the camera list whose pseudonyms stand in the acts of one case."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.blindlist.government.errors import GovernmentError
from verify.blacklist.seats import voice_in
from verify.blacklist.selectors import case_public, seats


class Command(BaseCommand):
    help = "Print which maintainer stands behind which pseudonym in a case. How anybody voted is in no key and no row."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", metavar="NUMBER", help="the public number of the case, like FL-2026-0001")

    def handle(self, *, case: str, **options: Any) -> None:
        try:
            name = case_public(case).case.hash
            for one in seats():
                self.stdout.write(f"{voice_in(name, one.index)}  {one.index}  {one.name}")
        except GovernmentError as problem:
            raise CommandError(str(problem), returncode=2) from problem
