"""Which lists count: compared, tried on past checks without changing anything, and switched with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from provenance.policy import Policy, Tier
from provenance.report_json import report_from_json, stored
from provenance.types import Examination, ListVersion, MadeWith, Media, Outcome, Report, Sha256Hex
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.audit.models import Entry
from verify.cases.models import Verification
from verify.jobs.models import Job
from verify.pages.tests.confirming import confirmed
from verify.registry.choices import How, ListChoice
from verify.registry.choosing import Choice
from verify.registry.comparing import compare
from verify.registry.models import TrustListVersion
from verify.registry.selectors import current_lists, policy_for
from verify.registry.services import trust_list_import
from verify.registry.tests.minting import pem_list
from verify.trials import running
from verify.trials.models import Trial

pytestmark = pytest.mark.django_db(databases="__all__")
AT = datetime(2026, 11, 21, tzinfo=UTC)
LIST = ("Official", False)


@pytest.fixture
def versions() -> tuple[TrustListVersion, TrustListVersion]:
    def taken(day: int, count: int) -> TrustListVersion:
        at = AT + timedelta(days=day)
        return trust_list_import(name="Official", tier=Tier.OFFICIAL, pem=pem_list(count), issued=at, origin="t", at=at)

    return taken(0, 1), taken(1, 2)


@pytest.fixture
def owner() -> User:
    user = User.objects.create(username="ida")
    organisation_create(name="Desk", slug="desk", owner=user)
    return user


@pytest.fixture
def client(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return confirmed(client)


def desk() -> Organisation:
    return Organisation.objects.get(slug="desk")


def field(version: TrustListVersion) -> str:
    return f"list-{TrustListVersion.objects.filter(name=version.name).order_by('id')[0].pk}"


def used(organisation: Organisation | None) -> list[str]:
    return [one.sha256 for one in current_lists(organisation)]


def test_a_list_that_is_kept_at_a_version_stays_there_for_this_team_alone(versions: Any, client: Client) -> None:
    old, new = versions
    answer = client.post("/lists/ours", {field(old): str(old.pk), "act": "switch", "reason": "the new one is cut"})
    assert answer["Location"] == "/lists/ours?after=switched"
    assert used(desk()) == [old.sha256]
    assert [one.sha256 for one in policy_for(desk()).lists] == [old.sha256]
    assert used(None) == [new.sha256]
    row = Entry.objects.get(act="trust_lists.chosen")
    assert (row.actor, row.reason) == ("ida", "the new one is cut")
    client.post("/lists/ours", {field(old): "leave_out", "act": "switch", "reason": "none at all"})
    assert used(desk()) == []
    client.post("/lists/ours", {field(old): "follow", "act": "switch", "reason": "again"})
    assert used(desk()) == [new.sha256]


def test_without_a_reason_a_right_or_a_second_factor_nothing_switches(versions: Any, owner: User) -> None:
    old, _ = versions
    form = {field(old): "leave_out", "act": "switch", "reason": "x"}
    plain = Client()
    plain.force_login(owner)
    assert plain.post("/lists/ours", form)["Location"].startswith("/account/step-up")
    assert confirmed(plain).post("/lists/ours", {**form, "reason": "  "}).status_code == 400
    member = Client()
    member.force_login(User.objects.create(username="member"))
    assert confirmed(member).post("/lists/ours", form).status_code == 404
    assert confirmed(member).get("/lists/ours?of=installation").status_code == 404
    assert confirmed(plain).post("/lists/ours", {**form, "of": "installation"}).status_code == 404
    assert not ListChoice.objects.exists()


def test_a_version_of_another_list_is_refused(versions: Any, client: Client) -> None:
    other = trust_list_import(name="Other", tier=Tier.INTERIM, pem=pem_list(1), issued=AT, origin="t", at=AT)
    form = {field(versions[0]): str(other.pk), "act": "switch", "reason": "x"}
    assert client.post("/lists/ours", form).status_code == 400
    assert not ListChoice.objects.exists()


def test_what_the_operator_chose_holds_for_who_chose_nothing(versions: Any, owner: User) -> None:
    old, new = versions
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss"))
    form = {field(old): str(old.pk), "act": "switch", "reason": "x", "of": "installation"}
    assert confirmed(boss).post("/lists/ours", form).status_code == 303
    assert used(None) == used(desk()) == [old.sha256]
    ListChoice.objects.create(organisation=desk(), name="Official", how=How.FOLLOW, reason="ours")
    assert used(desk()) == [new.sha256]


def test_the_database_refuses_to_change_a_choice(versions: Any) -> None:
    ListChoice.objects.create(name="Official", how=How.LEAVE_OUT, reason="x")
    for change in (lambda: ListChoice.objects.update(how="follow"), lambda: ListChoice.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_two_versions_are_compared_by_their_certificates(versions: Any, client: Client) -> None:
    old, new = versions
    found = compare(old.pem, new.pem)
    assert len(found.added) + len(found.changed) == new.certificates - found.same
    assert compare(old.pem, old.pem).same == old.certificates
    back = compare(new.pem, old.pem)
    assert len(back.removed) == len(found.added)
    page = client.get(f"/lists/compare?before={old.pk}&after={new.pk}")
    assert found.added[0].key in page.content.decode()
    assert client.get("/lists/compare?before=999999&after=1").status_code == 404


def _report(code: str, *lists: TrustListVersion, steps: int = 1) -> dict[str, object]:
    from provenance.types import Integrity, SigningTime, Step, StepId, Trust

    step = Step(
        StepId("urn:1"), 0, (), None, (), None, None, None, Trust.OFFICIAL, Integrity.INTACT, SigningTime.NONE, ()
    )
    made = MadeWith("1", "1", tuple(ListVersion(one.name, Sha256Hex(one.sha256)) for one in lists))
    outcome = Outcome(code, {}, None)
    return stored(Report(Media(Sha256Hex("a" * 64), 1, "image/jpeg", 1, 1, None), outcome, outcome,
                                 (step,) * steps, (), (), made))  # fmt: skip


@pytest.fixture
def past(versions: Any, owner: User) -> None:
    """Three with credentials, of which one file is still held, one was made by the old list; one without any."""
    old, new = versions
    at = wiring.now()
    rows: list[tuple[dict[str, object], str]] = [
        (_report("all_signers_trusted", new), "held"), (_report("all_signers_trusted", new), ""),
        (_report("signer_unknown", old), ""), (_report("no_credentials", new, steps=0), ""),
    ]  # fmt: skip
    for report, held in rows:
        Verification.objects.create(
            state="done", report=report, held=held, organisation=desk(), uploader_key="u", created=at, finished=at,
            expires_at=at + timedelta(hours=1),
        )  # fmt: skip
    stranger = {"state": "done", "report": rows[0][0], "held": "held", "uploader_key": "x"}
    Verification.objects.create(**stranger, created=at, expires_at=at + timedelta(hours=1))


def test_other_lists_are_tried_on_what_is_here_and_nothing_changes(
    past: None, versions: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, _ = versions
    kept = list(Verification.objects.order_by("id").values_list("id", "report"))
    answer = client.post("/lists/ours", {field(old): str(old.pk), "act": "try"})
    assert answer["Location"] == "/lists/trial"
    assert "A worker is at it" in client.get("/lists/trial").content.decode()
    trial = Trial.objects.get()
    asked: list[Policy] = []

    def opened(verification: Verification, policy: Policy, *, at: datetime) -> Examination:

        asked.append(policy)
        return Examination(report_from_json(_report("signer_unknown", old)))

    monkeypatch.setattr(running, "examined_anew", opened)
    running.run_trial(trial.pk)
    trial.refresh_from_db()
    assert [[one.sha256 for one in policy.lists] for policy in asked] == [[old.sha256]], "one file, by the tried list"
    assert (trial.anew, trial.alike, trial.untried) == (1, 2, 1)
    assert sorted(trial.moves) == [
        ["all_signers_trusted", "signer_unknown", 1], ["no_credentials", "no_credentials", 1],
        ["signer_unknown", "signer_unknown", 1],
    ]  # fmt: skip
    page = client.get("/lists/trial").content.decode()
    assert "Not tried: file no longer held" in page
    assert "Switch to this" in page
    assert list(Verification.objects.order_by("id").values_list("id", "report")) == kept
    assert not ListChoice.objects.exists()


def test_two_trials_of_one_person_wait_at_most(versions: Any, client: Client) -> None:
    old, _ = versions
    form = {field(old): "leave_out", "act": "try"}
    assert [client.post("/lists/ours", form).status_code for _ in range(3)] == [303, 303, 429]
    assert Trial.objects.count() == 2


def test_a_trial_is_seen_by_who_asked_and_goes_after_a_day(versions: Any, client: Client) -> None:
    client.post("/lists/ours", {field(versions[0]): "leave_out", "act": "try"})
    other = Client()
    other.force_login(User.objects.create(username="other"))
    assert other.get("/lists/trial")["Location"] == "/lists/ours"
    Trial.objects.update(created=wiring.now() - timedelta(days=2))
    running.sweep_trials()
    assert client.get("/lists/trial")["Location"] == "/lists/ours"


def test_choices_follow_the_newest_by_themselves(versions: Any) -> None:
    assert Choice(How.FOLLOW) == Choice(How.FOLLOW, None)
    assert used(None) == [versions[1].sha256]
    assert not Job.objects.exists()
