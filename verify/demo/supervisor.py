"""Runs a demo: web and workers up, one address printed, everything down again on Ctrl-C."""

from __future__ import annotations

import http.client
import signal
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from verify import wiring
from verify.demo.authors import missing_authors
from verify.demo.blacklist import hindrance
from verify.demo.consents import missing_consents
from verify.demo.errors import CannotStart
from verify.demo.listed import missing_listing
from verify.demo.processes import Part, end_all, finder, listservice, maintainers, signer, web, worker, works
from verify.demo.works import missing_works
from verify.environment import folder
from verify.jobs.bell import PREFIX

# A cold disk on a small machine: imports of the decoders take most of it.
READY_SECONDS = 60.0
LOOK_SECONDS = 0.1
# A worker that ends is started again; one that ends this often in a row has a lasting fault.
MOST_RESTARTS = 20
RESTART_SECONDS = 1.0


class Supervisor:
    """Owns the processes of one demo from start to end."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.logs = _logs()
        self.web = web(self.logs)
        self.workers = [worker(self.logs, number) for number in range(1, settings.WORKERS + 1)]
        self.signer = signer(self.logs)
        self.finder = finder(self.logs)
        self.works = works(self.logs)
        self.list = [] if hindrance() else [listservice(self.logs), maintainers(self.logs)]
        self.signer_refused = False
        self.stopping = False
        self.restarts = 0

    def run(self, greeting: str) -> None:
        """Run until told to stop; raises CannotStart where the parts do not come up or do not stay up."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for part in (self.web, *self.workers):
                part.start()
            self._wait_until_ready()
            if not self.stopping:
                # Nobody waits for it: what is recorded before it is up waits in the outbox.
                self.signer.start()
                # Nor for this one: a look-up says until then that recorded works cannot be searched now.
                self.finder.start()
                # Nor for these: until they are up, the camera list is said to be unavailable.
                for part in self.list:
                    part.start()
                if missing_works() or missing_authors() or missing_consents() or missing_listing():
                    # Nobody waits for them either: until then copies of them are simply not found.
                    self.works.start()
                self.say(greeting)
            while not self.stopping:
                self._mind()
                time.sleep(LOOK_SECONDS)
        finally:
            end_all(self._parts())

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _parts(self) -> list[Part]:
        return [self.web, *self.workers, self.signer, self.finder, self.works, *self.list]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self.stopping and not (_healthy() and all(_listens(part) for part in self.workers)):
            for part in (self.web, *self.workers):
                if part.ended:
                    raise CannotStart(f"The {part.name} ended at once. Its last words are in {part.log}.")
            if time.monotonic() > deadline:
                raise CannotStart(f"The demo was not ready after {READY_SECONDS:.0f} s. Its words are in {self.logs}.")
            time.sleep(LOOK_SECONDS)

    def _mind(self) -> None:
        if self.web.ended:
            raise CannotStart(f"The web server ended. Its last words are in {self.web.log}.")
        for part in (*self.workers, self.finder, *self.list):
            if part.ended:
                self._restart(part)
        if self.signer.ended and not self.signer_refused:
            self._mind_signer()

    def _mind_signer(self) -> None:
        """Checking goes on without it; what is recorded meanwhile waits in the outbox."""
        if self.signer.refused:
            self.signer_refused = True
            self.say(f"Nothing is recorded now: {_last_words(self.signer.log)}")
        else:
            self._restart(self.signer)

    def _restart(self, part: Part) -> None:
        self.restarts += 1
        if self.restarts > MOST_RESTARTS:
            raise CannotStart(f"The {part.name} ends again and again. Its last words are in {part.log}.")
        time.sleep(RESTART_SECONDS)
        part.start()


def _logs() -> Path:
    """The folder of this run's words, emptied: they hold nothing personal, and nobody needs old ones."""
    logs = folder(Path(settings.DATA_DIR) / "logs")
    for old in logs.glob("*.log"):
        old.unlink()
    return logs


def _last_words(log: Path) -> str:
    lines = log.read_text("utf-8", errors="replace").strip().splitlines()
    return lines[-1].removeprefix("CommandError: ") if lines else "the signer did not say why it ended."


def _healthy() -> bool:
    connection = http.client.HTTPConnection(settings.BIND, settings.PORT, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _listens(part: Part) -> bool:
    return any(wiring.run_folder().glob(f"{PREFIX}{part.pid}-*"))
