"""The doctor, the queues, the chain: for staff with a second factor; nobody else sees that there are such pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.audit.models import Entry
from verify.diagnosis import CHECKS
from verify.jobs.models import Job
from verify.operators.doctoring import ASIDE
from verify.operators.groups import AUDITOR, OPERATOR
from verify.operators.tests.test_the_admin_has_no_dangerous_button import staff
from verify.pages.tests.confirming import confirmed

pytestmark = pytest.mark.django_db(databases="__all__")
PAGES = ("/operators/doctor", "/operators/queues", "/operators/chain")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


@pytest.mark.parametrize("address", PAGES)
def test_nobody_else_finds_them(address: str) -> None:
    member = Client()
    member.force_login(User.objects.create(username="member"))
    assert Client().get(address).status_code == 404
    assert confirmed(member).get(address).status_code == 404
    assert staff(AUDITOR).get(address).status_code == 200


def test_the_doctor_says_what_to_do_and_what_it_did_not_look_at() -> None:
    text = staff(AUDITOR).get("/operators/doctor").content.decode()
    assert "start manage.py signer, one alone" in text
    assert "not checked" in text
    assert set(ASIDE) < set(CHECKS)
    for name in ASIDE:
        assert f"firstlight doctor --only &quot;{name}&quot;" in text or f'--only "{name}"' in text


def test_the_doctor_looks_again_only_when_asked() -> None:
    client = staff(OPERATOR)
    assert "none is at work: files wait" in client.get("/operators/doctor").content.decode()
    from verify.tallies.services import beat

    beat("worker", wiring.now())
    assert "none is at work: files wait" in client.get("/operators/doctor").content.decode()
    assert client.post("/operators/doctor").status_code == 302
    assert "none is at work: files wait" not in client.get("/operators/doctor").content.decode()


def test_what_is_stuck_is_queued_anew_by_who_may_and_noted() -> None:
    job = Job.objects.create(kind="verification", subject="1", created=wiring.now() - timedelta(minutes=20))
    assert "Queue anew: verification" in staff(OPERATOR).get("/operators/queues").content.decode()
    auditor = staff(AUDITOR)
    assert "Queue anew" not in auditor.get("/operators/queues").content.decode()
    assert auditor.post("/operators/queues", {"kind": "verification"}).status_code == 404
    operator = Client()
    operator.force_login(User.objects.get(username="staff of operator"))
    confirmed(operator).post("/operators/queues", {"kind": "verification"})
    assert Entry.objects.get(act="queue.set_going").params == {"jobs": 1}
    assert Entry.objects.get(act="job.retried").subject == str(job.pk)


def test_keys_are_named_and_no_secret_is_read() -> None:
    text = staff(AUDITOR).get("/operators/chain").content.decode()
    assert "Public half" in text
    assert "PRIVATE" not in text
