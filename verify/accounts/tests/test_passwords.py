from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from verify.accounts.models import User

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys"])
WORDS = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    cache.clear()


@pytest.fixture
def ada() -> User:
    return User.objects.create_user("ada-lovelace", "ada@example.org", WORDS)


def enter(client: Client, password: str) -> bool:
    cache.clear()
    client.post("/accounts/login/", {"login": "ada-lovelace", "password": password})
    return "_auth_user_id" in client.session


def change(client: Client, old: str, new: str) -> None:
    client.post("/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.parametrize(
    "password",
    ["eleven char", "firstlight2026", "Firstlight-Verify!", "verify.desk.example", "ada-lovelace-2026", "password1234"],
)
def test_short_ones_and_those_made_of_this_site_s_words_are_refused(ada: User, settings: Any, password: str) -> None:
    settings.ALLOWED_HOSTS = ["desk.example.org"]
    with pytest.raises(ValidationError):
        validate_password(password, ada)


@pytest.mark.parametrize(
    "password", ["seven grey herons", "the firstlight over seven herons", "1357924680135", "ÄÖÜ äöü ß ñ 鷺鷺"]
)
def test_nothing_is_asked_of_their_characters(ada: User, password: str) -> None:
    validate_password(password, ada)


@pytest.mark.parametrize("password", ["h" * 60 + "0123456789" * 10, " seven grey herons ", "Seven grey HERONS \t x"])
def test_long_ones_and_every_character_of_them_count(client: Client, ada: User, password: str) -> None:
    assert enter(client, WORDS)
    change(client, WORDS, password)
    client.post("/accounts/logout/")
    assert not enter(client, password[:-1])
    assert not enter(client, password.swapcase())
    assert password == password.strip() or not enter(client, password.strip())
    assert enter(client, password)


def test_changing_one_takes_the_old_one(client: Client, ada: User) -> None:
    assert enter(client, WORDS)
    change(client, "not this one at all", "seven grey herons")
    ada.refresh_from_db()
    assert ada.check_password(WORDS)


def test_fields_are_masked_and_named_for_password_managers(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    field = re.search(r"<input[^>]*name=\"password\"[^>]*>", page)
    assert field is not None
    assert 'type="password"' in field[0]
    assert 'autocomplete="current-password"' in field[0]
    assert "onpaste" not in page


def code(at: float) -> str:
    return format_hotp_value(hotp_value(SECRET, int(at) // 30))


def test_a_code_of_an_app_works_once(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)
    now = code(time.time())
    for expected in (True, False):
        browser = Client()  # the cache, which remembers used codes, is kept between the two
        browser.post("/accounts/login/", {"login": "ada-lovelace", "password": WORDS})
        browser.post("/accounts/2fa/authenticate/", {"code": now})
        assert ("_auth_user_id" in browser.session) is expected


def test_codes_of_long_ago_and_of_later_are_refused(ada: User) -> None:
    app = TOTP.activate(ada, SECRET)
    assert not any(app.validate_code(code(time.time() + 30 * steps)) for steps in (-3, -2, 2, 3))


def test_a_recovery_code_works_once(ada: User) -> None:
    codes = RecoveryCodes.activate(ada)
    one = codes.get_unused_codes()[0]
    assert codes.validate_code(one)
    assert not RecoveryCodes(Authenticator.objects.get(user=ada, type="recovery_codes")).validate_code(one)


def test_a_new_password_by_mail_does_not_pass_by_the_second_factor(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1], follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "seven grey herons", "password2": "seven grey herons"})
    ada.refresh_from_db()
    assert ada.check_password("seven grey herons")
    assert "_auth_user_id" not in client.session
    assert not enter(client, "seven grey herons"), "the second factor was not asked for"
