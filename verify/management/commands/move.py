"""Move an embedded installation to the servers that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from sqlalchemy.exc import SQLAlchemyError

from verify import wiring
from verify.moving.errors import MoveError
from verify.moving.whole import Old, installation_move

ASIDE = (
    "Everything is on the servers. The old files lie in {folder}; start the site, look at it, and destroy them: "
    "those of the key store within 30 days (docs/growing.md)."
)


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Move every store from the files of one machine to the servers that the settings name, compare each table and "
        "file, and lay the old files aside. Refuses while anything runs; started again, it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, help="the old data folder (default: DATA_DIR)")

    def handle(self, *, folder: Path | None, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError("A demo is thrown away, not moved: set the installation up without DEMO.", returncode=2)
        try:
            aside = installation_move(Old(folder or Path(settings.DATA_DIR)), at=wiring.now(), say=self.stdout.write)
        except (MoveError, ImproperlyConfigured) as problem:
            raise CommandError(f"{problem} The old files are still the installation.", returncode=2) from problem
        except (DatabaseError, OSError, psycopg.Error, SQLAlchemyError) as problem:
            raise CommandError(
                f"A server does not answer ({type(problem).__name__}); try again.", returncode=3
            ) from problem
        self.stdout.write(ASIDE.format(folder=aside))
