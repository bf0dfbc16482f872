"""A passkey is added and signs in alone, with Chromium's own virtual authenticator; an app of codes as well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page

from verify.accounts.tests.signing_in import TestKey
from verify.pages.tests.wallet_provider import WalletRig, inject
from verify.tests.browser.axe import violations
from verify.tests.browser.demo import Demo
from verify.tests.browser.visiting import visiting

VIRTUAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def open_by_name(chromium: Browser, demo: Demo) -> Iterator[Callable[..., Page]]:
    """Passkeys need a name: the demo under `localhost`."""
    with visiting(chromium, demo.address.replace("127.0.0.1", "localhost")) as opened:
        yield opened


def with_authenticator(page: Page) -> Page:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    return page


def signed_in_by_wallet(page: Page, word: str) -> None:
    inject(page, WalletRig([TestKey(word)]))
    page.goto("/accounts/login/")
    page.click("[data-wallet-list] button")
    page.wait_for_selector("text=Sign out")


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.click("main button")
    page.wait_for_selector("text=Sign in")


def test_a_passkey_is_added_and_opens_the_account_by_itself(open_by_name: Callable[..., Page]) -> None:
    page = with_authenticator(open_by_name())
    signed_in_by_wallet(page, "passkey")
    name = page.inner_text(".who bdi")
    page.goto("/accounts/2fa/webauthn/add/")
    assert violations(page) == []
    page.click("#mfa_webauthn_add")
    page.wait_for_selector("text=Recovery codes")
    assert violations(page) == []
    page.goto("/accounts/2fa/webauthn/")
    assert "signs in by itself" in page.inner_text("main")
    assert violations(page) == []
    sign_out(page)
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_selector("text=Sign out")
    assert page.inner_text(".who bdi") == name
    page.goto("/account/step-up?next=/formats")
    assert page.url.endswith("/formats"), "whoever came in by a passkey has shown it just now"


def test_a_passkey_confirms_once_more(open_by_name: Callable[..., Page]) -> None:
    page = with_authenticator(open_by_name())
    signed_in_by_wallet(page, "step up")
    page.goto("/accounts/2fa/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_selector("text=Recovery codes")
    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/formats")
    assert violations(page) == []
    page.click("#mfa_webauthn_reauthenticate")
    page.wait_for_url("**/formats")


def test_with_a_passkey_the_wallet_alone_signs_in_no_more(open_by_name: Callable[..., Page]) -> None:
    page = with_authenticator(open_by_name())
    signed_in_by_wallet(page, "both")
    page.goto("/accounts/2fa/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_selector("text=Recovery codes")
    sign_out(page)
    page.goto("/accounts/login/")
    page.click("[data-wallet-list] button")
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert page.locator("text=Sign out").count() == 0
    assert violations(page) == []
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_selector("text=Sign out")


def test_a_passkey_that_does_not_come_is_told(open_by_name: Callable[..., Page]) -> None:
    page = with_authenticator(open_by_name())
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_selector("[data-passkey-trouble]:not([hidden])")
    assert "No passkey was used" in page.inner_text("[data-passkey-trouble]")
    assert violations(page) == []


def test_an_authenticator_app_is_added_by_its_code(open_by_name: Callable[..., Page]) -> None:
    page = open_by_name()
    signed_in_by_wallet(page, "codes")
    page.goto("/accounts/2fa/totp/activate/")
    assert page.locator(".qr svg").is_visible()
    assert violations(page) == []
    page.fill("[name=code]", code_of(page.input_value("#authenticator_secret")))
    page.press("[name=code]", "Enter")
    page.wait_for_selector("text=Recovery codes")
    page.goto("/account")
    assert re.search(r"Authenticator app\s+in use", page.inner_text("main"))
    assert violations(page) == []


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
