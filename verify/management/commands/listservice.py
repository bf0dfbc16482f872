"""Serve the camera list: editions, the way to key holders, the board of maintainers' stations."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.pins import read_pins


class Command(BaseCommand):
    help = (
        "Serve the list on BLACKLIST_PORT until told to stop. LIST_DIR/pins.json must hold the founding maintainers "
        "(python -m provenance blindlist keys set). Exit status 2: that file is missing or unsound."
    )
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        try:
            read_pins(Path(settings.LIST_DIR) / "pins.json")
        except BlindListError as problem:
            raise CommandError(problem.public, returncode=2) from problem
        os.execv(  # noqa: S606 - our own command takes the place of this one
            sys.executable,
            [sys.executable, "-m", "gunicorn", "-c", "python:verify.listservice.server", "verify.listservice.wsgi"],
        )
