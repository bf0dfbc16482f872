"""Say what this machine offers and lacks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verify.diagnosis import parts


class Command(BaseCommand):
    help = "Look at every part this installation stands on; exit status 2 where one that production needs is missing."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        found = list(parts())
        for part in found:
            self.stdout.write(f"{'ok     ' if part.there else 'MISSING'}  {part.name:<14} {part.words}")
        lacking = [part.name for part in found if part.needed and not part.there]
        if lacking:
            raise CommandError(f"Not fit for production: {', '.join(lacking)}.", returncode=2)
