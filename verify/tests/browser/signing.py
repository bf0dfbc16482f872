"""What authors do on the pages, in one line each: with a wallet of the test in their browser."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.pages.tests.wallet_provider import WalletRig, inject
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.recording import log_in
from verify.tests.browser.steps import try_demo

WALLETS = "[data-wallet-list] button"
TOLD = "[data-wallet-trouble]:not([hidden]) [data-sentence]"
SIGN = "section:has(> .side > #sign)"
KEYS = "h1:has-text('Keys that speak for you')"
PANEL = "section:has(> .side > #author)"


def desk_with(open_page: OpenPage, demo: Demo, rig: WalletRig) -> Page:
    """Open a browser with this wallet, in which the demo's own account is signed in."""
    page = open_page(reduced_motion="reduce")
    inject(page, rig)
    log_in(page, demo)
    return page


def newcomer_with(open_page: OpenPage, rig: WalletRig) -> Page:
    """Open a browser with this wallet and sign in with it; somebody new gets an account."""
    page = open_page(reduced_motion="reduce")
    inject(page, rig)
    page.goto("/accounts/login/")
    page.click(WALLETS)
    page.wait_for_selector("text=Sign out")
    return page


def confirm_with_password(page: Page, demo: Demo) -> None:
    """Show once more that it is the demo's user, which a demo takes for a second factor."""
    page.goto("/account/step-up?next=/keys")
    page.click("main a:has-text('password')")
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(KEYS)


def confirm_with_wallet(page: Page) -> None:
    """The same for somebody who has nothing but a wallet."""
    page.goto("/account/confirm?next=/keys")
    page.click(WALLETS)
    page.wait_for_selector(KEYS)


def claim(page: Page, name: str) -> None:
    """Have the wallet say in public that it belongs to this name."""
    page.goto("/keys/claim")
    page.fill("#name", name)
    page.click(WALLETS)
    page.wait_for_url("**/keys?after=claimed")


def sign_demo(page: Page, name: str) -> None:
    """Check a demo file and sign it: one click here, and one in the wallet."""
    try_demo(page, name)
    page.click(f"{SIGN} {WALLETS}")
    page.wait_for_url("**/c/*after=signed*")


def told(page: Page) -> str:
    """Return what the page says went wrong with the wallet."""
    page.wait_for_selector(TOLD)
    return page.inner_text(TOLD)


def plain(text: str) -> str:
    """Return a text without the marks that keep foreign names apart."""
    return text.replace("\u2068", "").replace("\u2069", "")
