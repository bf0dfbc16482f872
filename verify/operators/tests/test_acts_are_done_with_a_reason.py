"""What stands under the lists of the admin: asked for once more with a reason, done by services, noted in the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from verify import wiring
from verify.accounts.models import Organisation, User
from verify.apikeys.models import ApiKey
from verify.apikeys.services import key_make
from verify.audit.models import Entry
from verify.audit.selectors import trail_check
from verify.jobs.models import Job, JobState
from verify.operators.groups import AUDITOR, OPERATOR, SUPPORT
from verify.operators.tests.test_the_admin_has_no_dangerous_button import staff
from verify.webhooks.models import Delivery, Subscription

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "a laptop was stolen"


def act(client: Client, page: str, name: str, *keys: object, **more: Any) -> Any:
    form = {"action": name, "_selected_action": [str(one) for one in keys], **more}
    return client.post(f"/admin/{page}/", form)


def noted(act_name: str) -> list[tuple[str, str, str]]:
    return list(Entry.objects.filter(act=act_name).values_list("actor", "subject", "reason"))


@pytest.fixture
def ida() -> User:
    return User.objects.create(username="ida")


@pytest.fixture
def key(ida: User) -> ApiKey:
    return key_make(user=ida, name="robot", scopes=["check"], days=30, at=wiring.now()).key


def test_without_a_reason_nothing_is_done(key: ApiKey) -> None:
    client = staff(OPERATOR)
    asked = act(client, "apikeys/apikey", "shut", key.pk)
    assert asked.status_code == 200
    assert b"Why" in asked.content
    for more in ({"sure": "1"}, {"reason": WHY}, {"reason": "   ", "sure": "1"}):
        act(client, "apikeys/apikey", "shut", key.pk, **more)
    key.refresh_from_db()
    assert key.ended is None
    assert noted("api_key.ended") == []


def test_a_key_is_shut_and_the_trail_says_by_whom_and_why(key: ApiKey) -> None:
    act(staff(SUPPORT), "apikeys/apikey", "shut", key.pk, reason=WHY, sure="1")
    key.refresh_from_db()
    assert not key.is_open(wiring.now() + timedelta(seconds=1))
    assert noted("api_key.ended") == [("staff of support", str(key.pk), WHY)]
    assert Entry.objects.get(act="api_key.ended").way == "admin"
    assert trail_check().faults == ()


def test_auditors_are_offered_no_act(key: ApiKey, ida: User) -> None:
    client = staff(AUDITOR)
    act(client, "apikeys/apikey", "shut", key.pk, reason=WHY, sure="1")
    act(client, "accounts/user", "suspend", ida.pk, reason=WHY, sure="1")
    key.refresh_from_db()
    ida.refresh_from_db()
    assert key.ended is None
    assert ida.is_active
    assert b'name="action"' not in client.get("/admin/apikeys/apikey/").content


def test_support_suspends_people_and_never_operators(ida: User) -> None:
    client, boss = staff(SUPPORT), User.objects.create(username="boss", is_staff=True)
    act(client, "accounts/user", "suspend", ida.pk, boss.pk, reason=WHY, sure="1")
    ida.refresh_from_db()
    boss.refresh_from_db()
    assert not ida.is_active
    assert boss.is_active
    assert noted("account.suspended") == [("staff of support", str(ida.pk), WHY)]
    act(client, "accounts/user", "admit", ida.pk, reason="found again", sure="1")
    ida.refresh_from_db()
    assert ida.is_active


def test_a_job_that_waits_is_given_up_and_one_that_ended_is_not() -> None:
    waits, ended = Job.objects.create(kind="verification", subject="1"), Job.objects.create(kind="x", state="done")
    answer = act(staff(OPERATOR), "jobs/job", "give_up", waits.pk, ended.pk, reason=WHY, sure="1")
    assert answer.status_code == 302
    waits.refresh_from_db()
    assert (waits.state, waits.subject) == (JobState.GONE, "")
    assert [one[1] for one in noted("job.cancelled")] == [str(waits.pk)]


def test_a_job_whose_worker_is_silent_is_queued_anew() -> None:
    long_ago = wiring.now() - timedelta(hours=1)
    lost = Job.objects.create(kind="verification", subject="1", state="running", attempts=1, lease_until=long_ago)
    act(staff(OPERATOR), "jobs/job", "retry", lost.pk, reason=WHY, sure="1")
    lost.refresh_from_db()
    assert (lost.state, lost.attempts) == (JobState.QUEUED, 1)


def test_an_address_is_told_nothing_for_now_and_later_everything_again() -> None:
    desk, at = Organisation.objects.create(name="Desk", slug="desk"), wiring.now()
    hook = Subscription.objects.create(
        organisation=desk, name="n", url="https://x.example/", events=[], created=at, derived_from="x"
    )
    waits = Delivery.objects.create(subscription=hook, event="e", body="{}", created=at, since=at, due=at)
    client = staff(OPERATOR)
    act(client, "webhooks/subscription", "pause", hook.pk, reason=WHY, sure="1")
    hook.refresh_from_db()
    waits.refresh_from_db()
    assert (hook.disabled_code, waits.due) == ("webhook.paused", None)
    act(client, "webhooks/subscription", "resume", hook.pk, reason="over", sure="1")
    act(client, "webhooks/subscription", "again", hook.pk, reason="over", sure="1")
    waits.refresh_from_db()
    assert waits.due is not None
    assert [one[1] for one in noted("webhook.paused")] == [hook.pk]


def test_what_forms_write_leaves_a_row_too() -> None:
    client = staff(is_superuser=True)
    client.post("/admin/registry/deniedsigner/add/", {"issuer": "CN=Somebody", "serial": "", "reason": "forged twice"})
    assert [(one[0], one[2]) for one in noted("signer.denied")] == [("staff of all", "forged twice")]
    desk = Organisation.objects.create(name="Desk", slug="desk")
    form = {"name": "Desks", "slug": "desk", "memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    client.post(f"/admin/accounts/organisation/{desk.pk}/change/", form)
    row = Entry.objects.get(act="admin.changed")
    assert (row.about, row.subject) == ("accounts.Organisation", str(desk.pk))
    assert row.params["fields"] != ""


def test_the_trail_is_read_and_taken_along_by_auditors_and_not_by_support(key: ApiKey) -> None:
    act(staff(OPERATOR), "apikeys/apikey", "shut", key.pk, reason=WHY, sure="1")
    auditor = staff(AUDITOR)
    assert WHY.encode() in auditor.get("/admin/audit/entry/").content
    for form in ("csv", "jsonl"):
        taken = auditor.get(f"/admin/audit/entry/take/{form}")
        assert WHY.encode() in b"".join(taken.streaming_content)
    assert staff(SUPPORT).get("/admin/audit/entry/take/csv").status_code == 404
    assert auditor.get("/admin/audit/entry/take/exe").status_code == 404
