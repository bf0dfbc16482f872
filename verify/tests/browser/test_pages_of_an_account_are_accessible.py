"""Pages that only a wallet's owner has, and the step up: WCAG 2.2 A and AA by axe, narrow and wide, light and dark."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from verify.accounts.tests.signing_in import TestKey
from verify.pages.tests.wallet_provider import WalletRig, info, inject
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import overflow

WITH_WALLET = ["/account/confirm", "/accounts/password/set/", "/accounts/2fa/totp/activate/"]


def fit(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width


def opened(open_page: OpenPage) -> Page:
    page = open_page(reduced_motion="reduce")
    inject(page, WalletRig([TestKey("accessible")], announced=[info("Test Wallet"), info("A second wallet")]))
    return page


def test_pages_of_somebody_with_a_wallet(open_page: OpenPage) -> None:
    page = opened(open_page)
    page.goto("/accounts/login/")
    page.click("[data-wallet-list] button")
    _each(page, WITH_WALLET)


def test_step_up_leads_on_once_somebody_showed_again_who_they_are(open_page: OpenPage, demo: Demo) -> None:
    page = opened(open_page)
    page.goto("/accounts/login/")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("text=Sign out")
    page.goto("/account/step-up?next=/lists")
    assert "This is a demo" in page.inner_text("main")
    page.click("main .acts a")
    fit(page)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/lists")
    page.goto("/account/step-up?next=/formats")
    assert page.url.endswith("/formats"), "it holds for ten minutes"


def _each(page: Page, paths: list[str], check: Callable[[Page], None] = fit) -> None:
    page.wait_for_selector("text=Sign out")
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        assert page.url.endswith(path), path
        check(page)
