"""Write to the log, sign, cosign and anchor: one such process an installation."""

from __future__ import annotations

import signal
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from chronology.errors import ChronologyError
from verify import wiring
from verify.ledger.signer.duties import Stopping
from verify.ledger.signer.errors import CannotSign

BAD_GROUND, OUR_FAULT = 2, 3


class Command(BaseCommand):
    # They would load all pages and the API into the process that holds the keys.
    requires_system_checks = ()
    help = (
        "Enter records into the log, sign checkpoints, ask witnesses, anchor, until told to stop (SIGINT or SIGTERM). "
        "Exit status: 0 stopped when told to; 2 a person must put something right first; 3 start it again: a store did "
        "not answer, or the lease was lost."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--adopt",
            action="store_true",
            help="begin a new signing record where the old one is lost for good (docs/operate.md)",
        )

    def handle(self, *, adopt: bool, **options: Any) -> None:
        stopping = Stopping()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        try:
            _run(stopping, adopt=adopt)
        except (CannotSign, ImproperlyConfigured) as problem:
            raise CommandError(str(problem), returncode=BAD_GROUND) from None
        except (ChronologyError, DatabaseError, OSError) as problem:
            raise CommandError(f"The signer ended; start it again: {problem}", returncode=OUR_FAULT) from problem


def _run(stopping: Stopping, *, adopt: bool) -> None:
    # Only this process loads the chain's libraries.
    from verify.ledger.signer.process import SignerProcess
    from verify.signer_wiring import workshop

    SignerProcess(workshop(adopt=adopt), wiring.run_folder(), stopping).run()
