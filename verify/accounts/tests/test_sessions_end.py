from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from verify import wiring
from verify.accounts import lasting, stepping_up
from verify.accounts.lasting import OPERATORS, PEOPLE
from verify.accounts.models import User
from verify.accounts.operating import log_ins_end

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys"])
WORDS = "correct horse battery"
STRANGER = 302


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", "ada@example.org", WORDS)


class Clock:
    """A clock that tests move on."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(wiring, "now", made.now)
    return made


def enter(client: Client, name: str = "ada") -> None:
    client.post("/accounts/login/", {"login": name, "password": WORDS})
    assert inside(client)


def inside(client: Client) -> bool:
    return client.get("/account").status_code == 200


def test_a_log_in_changes_the_name_of_the_session(client: Client, ada: User) -> None:
    session = client.session
    session["planted"] = "by whoever sent the link"
    session.save()
    before = client.session.session_key
    enter(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_logging_out_ends_the_row_and_tells_the_browser_to_forget(client: Client, ada: User) -> None:
    enter(client)
    key = client.session.session_key
    answer = client.post("/accounts/logout/")
    assert answer.headers["Clear-Site-Data"] == lasting.LEAVING
    assert not Session.objects.filter(pk=key).exists()
    client.cookies["sessionid"] = key
    assert not inside(client)


@pytest.mark.parametrize(("staff", "spans"), [(False, PEOPLE), (True, OPERATORS)])
def test_a_session_that_lies_unused_ends(client: Client, ada: User, clock: Clock, staff: bool, spans: Any) -> None:
    User.objects.filter(pk=ada.pk).update(is_staff=staff)
    enter(client)
    clock.at += spans.idle
    assert inside(client)
    clock.at += spans.idle + timedelta(seconds=1)
    assert not inside(client)


@pytest.mark.parametrize(("staff", "spans"), [(False, PEOPLE), (True, OPERATORS)])
def test_a_session_in_daily_use_ends_as_well(client: Client, ada: User, clock: Clock, staff: bool, spans: Any) -> None:
    User.objects.filter(pk=ada.pk).update(is_staff=staff)
    enter(client)
    begun = clock.at
    while clock.at + spans.idle / 2 <= begun + spans.most:
        clock.at += spans.idle / 2
        assert inside(client)
    clock.at = begun + spans.most + timedelta(seconds=1)
    assert not inside(client)


def test_using_it_writes_a_row_every_few_minutes_and_no_sooner(client: Client, ada: User, clock: Clock) -> None:
    enter(client)
    inside(client)
    before = client.session[lasting.SEEN]
    clock.at += lasting.STEP - timedelta(seconds=1)
    inside(client)
    assert client.session[lasting.SEEN] == before
    clock.at += timedelta(seconds=1)
    inside(client)
    assert client.session[lasting.SEEN] > before


def test_all_others_end_and_the_one_that_asked_stays(ada: User, clock: Clock) -> None:
    here, there = Client(), Client()
    enter(there)
    clock.at += timedelta(minutes=1)
    enter(here)
    assert here.post("/account/sessions/end").headers["Location"] == "/account"
    assert inside(here)
    assert not inside(there)
    clock.at += timedelta(minutes=1)
    enter(there)


def test_a_session_left_open_by_somebody_asks_first_who_it_is(
    ada: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)
    monkeypatch.setattr(stepping_up, "STEP_UP_SECONDS", 0)
    assert here.post("/account/sessions/end").headers["Location"] != "/account"
    assert inside(there)


def test_an_account_that_is_shut_is_out_with_its_next_request(client: Client, ada: User) -> None:
    enter(client)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert not inside(client)


def test_an_operator_ends_the_sessions_of_somebody(client: Client, ada: User, clock: Clock) -> None:
    enter(client)
    clock.at += timedelta(seconds=2)
    log_ins_end(ada, at=clock.at)
    assert not inside(client)


def test_another_password_ends_all_others(ada: User) -> None:
    here, there = Client(), Client()
    enter(here)
    enter(there)
    form = {"oldpassword": WORDS, "password1": "seven grey herons", "password2": "seven grey herons"}
    here.post("/accounts/password/change/", form)
    assert inside(here)
    assert not inside(there)


def test_what_is_public_is_answered_without_a_cookie_of_somebody(client: Client, ada: User, clock: Clock) -> None:
    enter(client)
    clock.at += lasting.STEP * 2
    answer = client.get("/log/checkpoint")
    assert "sessionid" not in answer.cookies or "public" not in answer.headers.get("Cache-Control", "")
