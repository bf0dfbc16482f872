"""Somebody signs a consent with a wallet in the browser, reads it on its page, and takes it back with the same key."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.accounts.tests.signing_in import TestKey
from verify.pages.tests.wallet_provider import WalletRig, inject
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import overflow
from verify.tests.browser.watch import Watch

WALLET = '[data-wallet-list] button:has-text("Test Wallet")'
TOLD = "[data-wallet-trouble]:not([hidden]) [data-sentence]"
WORK = "ab" * 32


def signer(open_page: OpenPage, rig: WalletRig, width: int = 1280) -> Page:
    page = open_page(width, reduced_motion="reduce")
    inject(page, rig)
    page.goto("/accounts/login/?next=/consents/new")
    page.click(WALLET)
    page.wait_for_selector("h1:has-text('Allow a use of your likeness')")
    return page


def filled(page: Page) -> None:
    page.fill("#content", WORK)
    page.select_option("#purpose", "advertising")
    page.check("#track-picture")
    page.fill("#scope", "Posters in Norway")


def test_signed_read_and_taken_back(open_page: OpenPage) -> None:
    rig = WalletRig([TestKey("mara")])
    page = signer(open_page, rig)
    assert violations(page) == []
    filled(page)
    page.click(WALLET)
    page.wait_for_selector("h1:has-text('A consent of')")
    told = page.inner_text("main")
    assert "Posters in Norway" in told
    assert "advertising" in told
    assert "anyone can sign such a consent" in told
    assert rig.key.text in told
    assert violations(page) == []

    page.click(WALLET)
    page.wait_for_selector("text=Platforms that asked for it are told")
    assert "taken back" in page.inner_text("main")
    assert violations(page) == []


def test_declining_in_the_wallet_records_nothing(open_page: OpenPage) -> None:
    rig = WalletRig([TestKey("careful")])
    page = signer(open_page, rig)
    filled(page)
    rig.fail_next("eth_signTypedData_v4", 4001)
    page.click(WALLET)
    page.wait_for_selector(TOLD)
    assert "Nothing was signed" in page.inner_text(TOLD)
    assert page.url.endswith("/consents/new")


def test_what_is_missing_is_told_before_anything_is_signed(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(400)
    rig = WalletRig([TestKey("hasty")])
    page = signer(open_page, rig)
    filled(page)
    page.uncheck("#track-picture")
    page.click(WALLET)
    page.wait_for_selector(TOLD)
    assert "eth_signTypedData_v4" not in rig.asked


def test_the_form_fits_a_small_screen(open_page: OpenPage) -> None:
    page = signer(open_page, WalletRig([TestKey("small")]), width=320)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    assert overflow(page) <= 0
    assert violations(page) == []
