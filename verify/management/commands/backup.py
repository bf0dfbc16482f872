"""Copy the stores of this installation while it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from verify import wiring
from verify.keeping.copying import Places, backup_check, backup_make
from verify.keeping.errors import BackupFailed
from verify.keeping.stores import WITHOUT_ROWS_THAT_GO, addressed_store, django_store


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Copy site, camera list, index, chronology and tiles to one folder and the keys of single data to another, "
        "whole or not at all, and remove copies older than 30 days. Neither DATA_DIR/keys nor uploads are in a copy. "
        "Exit status: 0 done; 2 nothing was copied, or a checked backup is not what was written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="for everything but keys")
        parser.add_argument("--keys-to", type=Path, metavar="FOLDER", help="for the keys, with other readers")
        parser.add_argument("--check", type=Path, metavar="BACKUP", help="only look whether one is what was written")

    def handle(self, *, to: Path | None, keys_to: Path | None, check: Path | None, **options: Any) -> None:
        try:
            self.stdout.write(f"Whole: {', '.join(backup_check(check))}" if check else _made(to, keys_to))
        except BackupFailed as problem:
            raise CommandError(str(problem), returncode=2) from problem


def _made(to: Path | None, keys_to: Path | None) -> str:
    if to is None or keys_to is None:
        raise BackupFailed("Say with --to and --keys-to where the two copies go.")
    places = Places(to, keys_to)
    places.check(Path(settings.DATA_DIR))
    # The site before the log: what the log has and the site waits for is entered once more without doubling anything.
    stores = [django_store(name, connections[name].settings_dict) for name in WITHOUT_ROWS_THAT_GO]
    stores.append(addressed_store("index", settings.INDEX_DATABASE_URL))
    stores.append(addressed_store("chronology", settings.CHRONOLOGY_DATABASE_URL))
    tiles = None if settings.TILES.startswith("s3://") else Path(settings.TILES)
    keys = django_store("keys", connections["keys"].settings_dict)
    return f"Copied to {backup_make(places, stores, keys, tiles, wiring.now())}"
