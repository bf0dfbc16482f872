"""A worker that is killed between sending and writing down: the message goes out again under its number, and is marked.

Workers are processes of their own here, ended by SIGKILL, and the receiver is a server of its own on this machine.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connections

from verify.apikeys.tests.making import person
from verify.jobs.models import Job
from verify.jobs.services import lease, leases_sweep
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.models import Delivery
from verify.webhooks.services import announce
from verify.webhooks.tests.receiving import subscribe

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def taken() -> Iterator[tuple[str, list[str]]]:
    """The address of a receiver, and the numbers of what it took."""
    numbers: list[str] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            numbers.append(self.headers["webhook-id"])
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A test says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        beside = threading.Thread(target=server.serve_forever)
        beside.start()
        yield f"http://127.0.0.1:{server.server_port}/hook", numbers
        server.shutdown()
        beside.join()


def work(job: Job, folder: Path, how: str) -> int:
    stores = json.dumps({name: str(connections[name].settings_dict["NAME"]) for name in connections})
    command = [sys.executable, "-m", "verify.webhooks.tests.worker_process", stores, str(folder), str(job.pk), how]
    return subprocess.run(command, cwd=ROOT, timeout=60, check=False).returncode


def happened(url: str) -> Job:
    ada = person("ada")
    subscribe(ada, url=url)
    announce(Event.BATCH_DONE, Viewer(user=ada.pk), {"batch": "b"})
    return Job.objects.get(kind="webhook")


def wrong_with(numbers: list[str]) -> list[str]:
    """What is wrong with the books: messages that are marked and never arrived."""
    marked = set(Delivery.objects.filter(delivered__isnull=False).values_list("pk", flat=True))
    return [f"{one} is marked and never arrived" for one in marked - set(numbers)]


def the_lease_runs_out(job: Job) -> None:
    leases_sweep(at=datetime.now(UTC) + lease() + timedelta(seconds=1))
    job.refresh_from_db()
    assert job.state == "queued"


def test_what_a_killed_worker_sent_and_did_not_mark_is_sent_again_under_its_number(
    taken: tuple[str, list[str]], data_dir: Path
) -> None:
    url, numbers = taken
    job = happened(url)
    assert work(job, data_dir, "die_unmarked") == -signal.SIGKILL
    delivery = Delivery.objects.get()
    assert numbers == [delivery.pk]
    assert delivery.due is not None
    the_lease_runs_out(job)
    assert work(job, data_dir, "live") == 0

    delivery.refresh_from_db()
    assert delivery.delivered is not None
    assert numbers == [delivery.pk] * 2
    assert wrong_with(numbers) == []


def test_a_worker_that_marks_before_it_sends_is_caught(taken: tuple[str, list[str]], data_dir: Path) -> None:
    url, numbers = taken
    job = happened(url)
    assert work(job, data_dir, "mark_first") == -signal.SIGKILL

    assert wrong_with(numbers) == [f"{Delivery.objects.get().pk} is marked and never arrived"]
