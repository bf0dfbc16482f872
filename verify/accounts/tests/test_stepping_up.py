from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.apps import apps
from django.core.cache import cache
from django.test import Client, RequestFactory

from verify.accounts.errors import StepUpNeeded
from verify.accounts.models import User
from verify.accounts.stepping_up import StepUp, require_step_up, step_up_of, step_up_required
from verify.accounts.tests.signing_in import ADA, sign_in

pytestmark = pytest.mark.django_db(databases="__all__")
PASSWORD, SECRET = "correct horse battery", "A" * 32
# Above accounts, so that it is not imported here.
DeniedSigner = apps.get_model("registry", "DeniedSigner")
DENY = {"issuer": "CN=Somebody", "serial": "", "reason": "a test"}


@pytest.fixture(autouse=True)
def _production(settings: Any) -> None:
    """What an installation in use asks for; the demo's own rule has its own test."""
    settings.DEMO = False
    settings.SECURE_SSL_REDIRECT = False
    cache.clear()


@pytest.fixture
def operator(client: Client) -> User:
    user = User.objects.create_superuser("olga", "olga@example.org", PASSWORD)
    client.post("/accounts/login/", {"login": "olga", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return user


def code(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def state(client: Client) -> StepUp:
    request = RequestFactory().get("/")
    session = client.session
    request.session = session
    request.user = User.objects.get(pk=session["_auth_user_id"])
    return step_up_of(request)


def test_a_password_alone_is_no_second_factor(client: Client, operator: User) -> None:
    assert state(client) is StepUp.NO_SECOND_FACTOR
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert state(client) is StepUp.NO_SECOND_FACTOR
    answer = client.get("/account/step-up")
    assert "Add a passkey" in answer.content.decode()


def test_a_code_holds_for_ten_minutes(client: Client, operator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    TOTP.activate(operator, SECRET)
    assert state(client) is StepUp.NEEDED
    client.post("/accounts/2fa/reauthenticate/", {"code": code()})
    assert state(client) is StepUp.FRESH
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 599)
    assert state(client) is StepUp.FRESH
    monkeypatch.setattr(time, "time", lambda: now + 601)
    assert state(client) is StepUp.NEEDED


@pytest.mark.django_db(databases="__all__", transaction=True)  # the library tells of it once it is committed
def test_a_second_factor_that_is_added_was_shown_by_that(client: Client, operator: User) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"
    assert state(client) is StepUp.FRESH
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200


def test_a_recovery_code_counts_and_a_wallet_does_not(client: Client, operator: User) -> None:
    sign_in(client, ADA, "connect")
    TOTP.activate(operator, SECRET)
    codes = RecoveryCodes.activate(operator)
    sign_in(client, ADA, "confirm")
    assert state(client) is StepUp.NEEDED
    client.post("/accounts/2fa/reauthenticate/", {"code": codes.get_unused_codes()[0]})
    assert state(client) is StepUp.FRESH


def test_the_password_is_no_way_to_confirm_where_there_is_a_second_factor(client: Client, operator: User) -> None:
    TOTP.activate(operator, SECRET)
    shown = client.get("/account/step-up?next=/lists").content.decode()
    assert "/accounts/2fa/reauthenticate/?next=%2Flists" in shown
    assert "/accounts/reauthenticate/" not in shown
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert state(client) is StepUp.NEEDED


@pytest.mark.parametrize("path", ["totp/activate/", "totp/deactivate/", "webauthn/add/", "recovery-codes/generate/"])
def test_a_password_changes_no_second_factor(client: Client, operator: User, path: str) -> None:
    """Else whoever knows the password takes the second factor away, adds their own and steps up with that."""
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    held = TOTP.activate(operator, SECRET).instance
    RecoveryCodes.activate(operator)
    for ask in (client.get, client.post):
        answer = ask(f"/accounts/2fa/{path}", {"code": "123456"})
        assert answer.status_code == 302, path
        assert answer.headers["Location"].startswith(
            ("/accounts/2fa/reauthenticate/?", "/accounts/2fa/totp/deactivate/")
        )
    assert type(held).objects.filter(pk=held.pk).exists()
    assert "123456" not in repr(dict(client.session)), "what was sent is kept nowhere meanwhile"


def test_in_a_demo_whatever_somebody_has_is_enough_once_it_is_shown_again(
    client: Client, operator: User, settings: Any
) -> None:
    settings.DEMO = True
    assert state(client) is StepUp.NEEDED
    assert "This is a demo" in client.get("/account/step-up").content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert state(client) is StepUp.FRESH
    TOTP.activate(operator, SECRET)
    assert state(client) is StepUp.NEEDED, "whoever has a second factor is asked for it in a demo too"


def test_in_a_demo_signing_in_with_a_wallet_is_not_showing_it_again(settings: Any) -> None:
    settings.DEMO = True
    client = Client()
    sign_in(client, ADA)
    assert state(client) is StepUp.NEEDED
    sign_in(client, ADA, "confirm")
    assert state(client) is StepUp.FRESH


def test_a_guarded_view_raises_for_whoever_is_not_fresh(client: Client, operator: User) -> None:
    request = RequestFactory().get("/")
    request.session, request.user = client.session, operator
    with pytest.raises(StepUpNeeded):
        require_step_up(request)
    with pytest.raises(StepUpNeeded):
        step_up_required(lambda _: pytest.fail("it was reached"))(request)


def test_operators_read_the_deny_list_and_change_it_only_with_a_second_factor(client: Client, operator: User) -> None:
    TOTP.activate(operator, SECRET)
    assert client.get("/admin/registry/deniedsigner/").status_code == 302, "none was shown since the log-in"
    _shown_before(client)
    assert client.get("/admin/registry/deniedsigner/").status_code == 200
    for ask in (client.get, client.post):
        answer = ask("/admin/registry/deniedsigner/add/", DENY)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/step-up?next=")
    assert not DeniedSigner.objects.exists()
    client.post("/accounts/2fa/reauthenticate/", {"code": code()})
    client.post("/admin/registry/deniedsigner/add/", DENY)
    assert DeniedSigner.objects.count() == 1
    _rest(client)
    denied, lift = DeniedSigner.objects.get(), {"action": "deny_no_more", "reason": "a test", "sure": "1"}
    client.post("/admin/registry/deniedsigner/", {**lift, "_selected_action": denied.pk})
    assert DeniedSigner.objects.count() == 1


@pytest.mark.parametrize(
    "part", ["registry/listedrecorder", "registry/countedapp", "accounts/user", "accounts/organisation"]
)
def test_whom_others_trust_and_who_operates_are_guarded_alike(client: Client, operator: User, part: str) -> None:
    answer = client.get(f"/admin/{part}/add/")
    assert answer.headers["Location"].startswith("/account/step-up?next=")


def test_no_operator_makes_or_changes_a_second_factor_of_others(client: Client, operator: User) -> None:
    held = TOTP.activate(operator, SECRET).instance
    client.post("/accounts/2fa/reauthenticate/", {"code": code()})
    assert client.get("/admin/mfa/authenticator/add/").status_code == 403
    shown = client.get(f"/admin/mfa/authenticator/{held.pk}/change/")
    assert SECRET not in shown.content.decode()
    assert str(held.data["secret"]) not in shown.content.decode()


def test_a_form_that_came_too_late_leads_back_to_its_page_and_keeps_nothing(client: Client, operator: User) -> None:
    answer = client.post(
        "/admin/registry/deniedsigner/add/", DENY, headers={"referer": "http://testserver/admin/registry/deniedsigner/"}
    )
    assert answer.headers["Location"] == "/account/step-up?next=%2Fadmin%2Fregistry%2Fdeniedsigner%2F"
    away = client.post("/admin/registry/deniedsigner/add/", DENY, headers={"referer": "https://evil.example/x"})
    assert away.headers["Location"] == "/account/step-up?next=%2F"
    assert "CN=Somebody" not in repr(dict(client.session))


def test_a_script_is_told_in_json(client: Client, operator: User) -> None:
    answer = client.post("/admin/registry/deniedsigner/add/", DENY, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "step_up.needed"
    assert answer.json()["way"].startswith("/account/step-up")


def _shown_before(client: Client) -> None:
    """A second factor was shown when they logged in, which is long ago."""
    session = client.session
    shown = {"method": "mfa", "type": "totp", "at": time.time() - 3600}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def _rest(client: Client) -> None:
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
