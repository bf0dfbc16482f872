"""Everything of a demo in one command; `make run` calls it."""

from __future__ import annotations

import errno
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from verify import wiring
from verify.demo.errors import CannotStart
from verify.demo.ground import alone_in, require_free_port, require_room
from verify.demo.making import USER, demo_password, make_all
from verify.demo.supervisor import Supervisor
from verify.installation import walls_found


class Command(BaseCommand):
    help = "Prepare and run a demo on this machine until Ctrl-C (PORT, DATA_DIR)."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This command runs a demo; DEMO=0 forbids it.", returncode=2)
        # A shell that starts this in the background leaves Ctrl-C switched off; the demo must always end on it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            self._run()
        except KeyboardInterrupt:
            self._say("Ended before it ran.")
        except CannotStart as problem:
            raise CommandError(str(problem), returncode=2) from problem
        except (OSError, OperationalError) as problem:
            raise CommandError(_told(problem), returncode=2) from problem

    def _run(self) -> None:
        for port in (settings.PORT, settings.BLACKLIST_PORT):  # the site, and its camera list beside it
            require_free_port(settings.BIND, port)
        require_room(Path(settings.DATA_DIR))
        with alone_in(wiring.run_folder()):
            with acts_unsaid():
                make_all(self._say)
            if not walls_found().stand:
                self._say(walls_found().sentence)
            Supervisor(self._say).run(self._greeting())
        self._say("Ended.")

    def _greeting(self) -> str:
        return (
            f"Firstlight runs at http://{settings.BIND}:{settings.PORT}/ as a demo; Ctrl-C ends it.\n"
            "Begin with its page /tour, which shows every answer, one case each.\n"
            f"Log in as {USER} with the password {demo_password()} (good for this demo only)."
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def acts_unsaid() -> Iterator[None]:
    """What a demo does to found itself stands in its trail; its starter reads a greeting and no lines of a log."""
    trail = logging.getLogger("audit")
    before = trail.level
    trail.setLevel(logging.WARNING)
    try:
        yield
    finally:
        trail.setLevel(before)


def _told(problem: OSError | OperationalError) -> str:
    full = getattr(problem, "errno", None) == errno.ENOSPC or "full" in str(problem)
    if full:
        return f"The disk is full. Free some space, or set DATA_DIR to another disk than {settings.DATA_DIR}."
    return (
        f"The demo could not be prepared in {settings.DATA_DIR}: {problem}. Set DATA_DIR to a folder you may write to."
    )
