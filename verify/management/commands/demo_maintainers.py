"""The key holders and stations of a demo's five maintainers, all in this one process; the demo itself calls it."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.station.running import Place, Terms, keep_going, open_station
from verify import wiring
from verify.demo import blacklist
from verify.demo.holders import serve

TERMS = Terms(seconds=1.0, patience=timedelta(seconds=20), turn=timedelta(seconds=10), demo=True)


class Command(BaseCommand):
    help = "Run what the five maintainers of a demo's camera list would each run on a host of their own. DEMO only."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Five maintainers on one machine are a demo; DEMO=0 forbids it.", returncode=2)
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        logging.getLogger("provenance.blindlist.station").setLevel(logging.INFO)
        try:
            members = blacklist.prepare()
            with serve(members):
                keep_going([_station(one.index) for one in members.members], TERMS.seconds, stopping, wiring.now)
        except (BlindListError, OSError) as problem:
            raise CommandError(f"The demo's maintainers ended: {problem}", returncode=3) from problem


def _station(index: int) -> Any:
    where = blacklist.station_folder(index)
    token = (where / "token").read_text("utf-8").strip()
    address = f"http://{settings.BIND}:{settings.BLACKLIST_PORT}"
    place = Place(where, address, token, blacklist.holder_folder(index))
    return open_station(place, blacklist.demo_set(), TERMS)
