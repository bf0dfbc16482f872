"""Puts the works of the demo newsroom on record and signs one, beside a demo that runs; the demo itself calls it."""

from __future__ import annotations

import signal
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from provenance.blindlist.errors import BlindListError
from provenance.errors import SandboxUnavailable
from verify.demo.authors import sign_works
from verify.demo.consents import give_consents
from verify.demo.listed import list_camera
from verify.demo.works import record_works
from verify.index.errors import FingerprintIndexError

OUR_FAULT = 3


class Command(BaseCommand):
    help = "Put the works of the demo newsroom on record and let them be found; what is there is left alone. DEMO only."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo newsroom belongs to a demo; DEMO=0 forbids it.", returncode=2)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            record_works()
            sign_works()
            give_consents()
            list_camera()
        except (SandboxUnavailable, FingerprintIndexError, BlindListError, OSError) as problem:
            why = f"The demo newsroom's works are not on record: {problem}"
            raise CommandError(why, returncode=OUR_FAULT) from problem
