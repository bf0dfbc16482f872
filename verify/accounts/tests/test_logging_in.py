from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client

from verify.accounts.models import User

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
ADDRESS = "127.0.0.77"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada", "ada@example.org", "correct horse battery")


@pytest.mark.parametrize("name", ["ada", "ada@example.org"])
def test_people_log_in_by_name_or_address(client: Client, ada: User, name: str) -> None:
    answer = client.post("/accounts/login/", {"login": name, "password": "correct horse battery"})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_the_admin_has_the_same_door(client: Client) -> None:
    answer = client.get("/admin/login/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


def test_sign_up_is_closed_unless_the_operator_opens_it(client: Client, settings: Any) -> None:
    form = {"email": "new@example.org", "username": "new", "password1": "a long one 123", "password2": "a long one 123"}
    client.post("/accounts/signup/", form)
    assert not User.objects.filter(username="new").exists()
    settings.SIGNUP_OPEN = True
    client.post("/accounts/signup/", form)
    assert User.objects.filter(username="new").exists()


def test_guessing_is_slowed_down_without_writing_an_address_anywhere(client: Client, ada: User) -> None:
    answers = [
        client.post("/accounts/login/", {"login": "ada", "password": f"wrong {n}"}, REMOTE_ADDR=ADDRESS)
        for n in range(12)
    ]
    assert "_auth_user_id" not in client.session
    last = client.post("/accounts/login/", {"login": "ada", "password": "correct horse battery"}, REMOTE_ADDR=ADDRESS)
    assert last.status_code in (200, 429)
    assert "_auth_user_id" not in client.session, "the limit was not reached"
    assert len(answers) == 12
    assert ADDRESS not in _everything_cached()


def _everything_cached() -> str:
    with connections["jobs"].cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache_entries")
        rows = cursor.fetchall()
    assert rows, "nothing was counted, so this test would prove nothing"
    return repr(rows)
