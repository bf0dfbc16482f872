"""Search among recorded works: one such process a machine that answers look-ups."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from verify import wiring
from verify.environment import folder
from verify.index.errors import FingerprintIndexError

OUR_FAULT = 3


class Command(BaseCommand):
    # They would load all pages and the API into a process that only searches.
    requires_system_checks = ()
    help = (
        "Find recorded works by their fingerprints, for web and workers of this machine, until told to stop (SIGINT or "
        "SIGTERM). Exit status: 0 stopped when told to; 3 start it again: its store did not answer."
    )

    def handle(self, **options: Any) -> None:
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        try:
            _run(stopping)
        except (FingerprintIndexError, OSError) as problem:
            raise CommandError(f"The finder ended; start it again: {problem}", returncode=OUR_FAULT) from problem


def _keep_compiled() -> None:
    """Where the installation's own folder is read-only, compiled loops are kept beside the segments."""
    if not os.access(Path(settings.BASE_DIR) / "verify" / "index" / "segments", os.W_OK):
        os.environ.setdefault("NUMBA_CACHE_DIR", str(folder(settings.INDEX_DIR / "compiled")))


def _run(stopping: threading.Event) -> None:
    _keep_compiled()
    # Only this process loads the numbers libraries.
    from verify.index.building.beside import Builder
    from verify.index.engines import open_engine
    from verify.index.finder.process import FinderProcess

    shelf = folder(settings.INDEX_DIR)
    with Builder(settings.INDEX_DATABASE_URL, shelf) as builder:
        engine = open_engine(settings.INDEX_DATABASE_URL)
        FinderProcess(engine, shelf, wiring.run_folder(), stopping, builder.mind).run()
