"""A worker in a process of its own, on the stores of a test: does one job, and dies where it is told to.

Run as `python -m verify.webhooks.tests.worker_process STORES DATA_DIR JOB HOW`. HOW: `live` brings the messages;
`die_unmarked` is ended between sending and writing down; `mark_first` is the planted fault, a worker that writes down
before it sends, and is ended between the two.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import uuid
from collections.abc import Callable
from typing import Any


def main(stores: str, folder: str, job: str, how: str) -> None:
    """Set the site up on these stores and do the job."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "verify.tests.settings"
    from verify.tests import settings as made

    made.DATA_DIR = folder  # type: ignore[assignment]
    for name, file in json.loads(stores).items():
        made.DATABASES[name]["NAME"] = file
    import django

    django.setup()
    from verify.jobs.running import run_job

    WAYS[how]()
    run_job(uuid.UUID(job))


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_unmarked() -> None:
    from verify.webhooks.services import delivering

    delivering.sent_note = _die


def _mark_first() -> None:
    from verify.ledger.parts import parts
    from verify.webhooks.services import delivering
    from verify.webhooks.services.outcomes import Sent, sent_note

    def marked(_fetcher: Any, _url: str, ready: Any) -> Sent:
        return Sent(ready.delivery, parts().clock(), 0, 204, "")

    def note_and_die(number: str, sent: Sent) -> None:
        sent_note(number, sent)
        _die()

    delivering._send, delivering.sent_note = marked, note_and_die


WAYS: dict[str, Callable[[], None]] = {
    "live": lambda: None,
    "die_unmarked": _die_unmarked,
    "mark_first": _mark_first,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
