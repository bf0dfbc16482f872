"""A message counts only if it is signed, fresh and new; its media come onto the record by a worker."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fixtures.photographs import photograph
from verify import wiring
from verify.accounts.models import Organisation
from verify.api.tests.test_recording import assert_problem
from verify.cases.links import records_of_link
from verify.cases.quarantine import Quarantine
from verify.cases.tests.matching import Shelf, jpeg, shelf_in
from verify.cases.tests.recording import Chronicle, chronicle
from verify.fetch.tests.internet import GOOD, Internet, internet, reply
from verify.intake.webhook_models import Delivery, Webhook
from verify.intake.webhooks import (
    JOBLESS_AFTER,
    KIND,
    secret_of,
    sweep_deliveries,
    take_delivery,
    webhook_close,
    webhook_open,
)
from verify.jobs.models import Job
from verify.ledger.models import Record

pytestmark = pytest.mark.sandbox
PAGE = f"https://{GOOD}/story"
MESSAGE = {"type": "published", "url": PAGE, "media": [f"https://{GOOD}/a.jpg", f"https://{GOOD}/a.jpg"]}


@pytest.fixture(scope="module")
def _sandbox(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), wiring.open_examiner():
        yield


@pytest.fixture
def log(stores: None, data_dir: Path, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with shelf_in(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Internet]:
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        made.site.serve("/a.jpg", reply(jpeg(photograph("harbour"))))
        yield made


@pytest.fixture
def door(log: Chronicle) -> Webhook:
    return webhook_open(Organisation.objects.create(name="The desk", slug="the-desk").pk, at=wiring.now())


def send(door: Webhook, message: Any = MESSAGE, **more: str) -> Any:
    """A message as a careful sender signs it by the standard, but for what the test says otherwise."""
    body = more.pop("body", json.dumps(message))
    name, stamp = more.get("id", "msg_1"), more.get("timestamp", str(int(time.time()) + int(more.get("clock", "0"))))
    key = base64.b64decode(more.get("secret", secret_of(door)).removeprefix("whsec_"))
    signed = base64.b64encode(hmac.new(key, f"{name}.{stamp}.{body}".encode(), "sha256").digest()).decode()
    headers = {
        "webhook-id": name,
        "webhook-timestamp": stamp,
        "webhook-signature": more.get("signature", f"v1,{signed}"),
    }
    sent = more.get("sent", body)
    return Client().post(f"/api/v1/intake/webhook/{door.pk}", sent, content_type="application/json", headers=headers)


def work() -> None:
    for job in Job.objects.filter(kind=KIND, state="queued"):
        take_delivery(job.subject)


@pytest.mark.usefixtures("_sandbox", "shelf")
def test_what_was_published_comes_onto_the_record_with_its_page(door: Webhook, net: Internet, log: Chronicle) -> None:
    response = send(door)
    assert (response.status_code, response.json()) == (202, {"taken": True})
    work()
    record = Record.objects.get()
    log.enter()
    assert record.organisation_id == door.organisation_id
    assert [one.pk for one in records_of_link(PAGE)] == [record.pk]


@pytest.mark.usefixtures("_sandbox", "shelf")
def test_a_message_played_again_is_told_and_taken_once(door: Webhook, net: Internet) -> None:
    assert [send(door).json()["taken"] for _ in range(3)] == [True, False, False]
    work()
    work()
    assert Record.objects.count() == 1
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"secret": "whsec_" + base64.b64encode(b"another secret").decode()},
        {"signature": ""},
        {"signature": "v1,"},
        {"signature": "v1a,AAAA"},
        {"clock": "-400"},
        {"clock": "+400"},
        {"timestamp": "now"},
        {"timestamp": "9" * 40},
        {"id": ""},
        {"sent": json.dumps({**MESSAGE, "media": [f"https://{GOOD}/other.jpg"]})},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_is_not_signed_now_is_refused(door: Webhook, more: dict[str, str]) -> None:
    assert_problem(send(door, **more), 401, "bad_signature")
    assert not Delivery.objects.exists()
    assert not Job.objects.filter(kind=KIND).exists()


def test_a_closed_door_and_no_door_answer_alike(door: Webhook) -> None:
    nowhere = Webhook(pk="A" * 22, organisation_id=1)
    webhook_close(door, at=wiring.now())
    closed, none = send(door), send(nowhere)
    assert_problem(closed, 401, "bad_signature")
    assert closed.content == none.content


@pytest.mark.parametrize(
    "message",
    [{}, {"type": "deleted", "media": ["https://x.example/a"]}, {"type": "published", "media": []},
     {"type": "published", "media": ["file:///etc/passwd"]}, {"type": "published", "media": [PAGE] * 51}, "words"],
    ids=str,
)  # fmt: skip
def test_a_signed_message_that_cannot_be_read_is_refused(door: Webhook, message: Any) -> None:
    assert_problem(send(door, message), 400, "bad_message")
    assert not Delivery.objects.exists()


def test_links_wait_in_quarantine_and_in_no_row(door: Webhook, data_dir: Path) -> None:
    send(door)
    rows = repr(list(Delivery.objects.values())) + repr(list(Job.objects.values()))
    assert GOOD not in rows
    assert len(list((data_dir / "quarantine").iterdir())) == 1


@pytest.mark.usefixtures("_sandbox", "shelf")
def test_nothing_waits_any_more_once_it_was_taken(door: Webhook, net: Internet, data_dir: Path) -> None:
    net.site.serve("/a.jpg", reply(b"", status="404 Gone"))
    send(door)
    work()
    assert not Record.objects.exists()
    assert list((data_dir / "quarantine").iterdir()) == []
    assert Delivery.objects.get().held == ""


def test_messages_are_forgotten_when_they_cannot_be_played_again(
    door: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(door)
    Delivery.objects.update(held="")
    sweep_deliveries()
    assert Delivery.objects.count() == 1
    Delivery.objects.update(at=wiring.now().replace(year=2020))
    sweep_deliveries()
    assert not Delivery.objects.exists()


def test_a_message_that_lost_its_job_in_a_crash_is_queued_again(door: Webhook) -> None:
    send(door)
    Job.objects.all().delete()
    sweep_deliveries()
    assert not Job.objects.filter(kind=KIND).exists()
    Delivery.objects.update(at=wiring.now() - JOBLESS_AFTER)
    sweep_deliveries()
    assert Job.objects.get(kind=KIND).subject == str(Delivery.objects.get().pk)


def test_the_quarantine_is_the_real_one(door: Webhook, data_dir: Path) -> None:
    send(door)
    assert isinstance(wiring.quarantine(), Quarantine)
    assert oct((data_dir / "quarantine").stat().st_mode)[-3:] == "700"
