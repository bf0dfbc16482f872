"""Somebody signs in with a wallet of their browser; whatever a wallet announces or answers, the page uses its words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from verify.accounts.tests.signing_in import ADA, BOB, TestKey
from verify.pages.tests.wallet_provider import WalletRig, info, inject
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import overflow, until
from verify.tests.browser.watch import Watch

LOG_IN = "/accounts/login/"
WALLETS = "[data-wallet-list] button"
TOLD = "[data-wallet-trouble]:not([hidden]) [data-sentence]"


def opened(open_page: OpenPage, rig: WalletRig, path: str = LOG_IN, width: int = 1280) -> Page:
    page = open_page(width, reduced_motion="reduce")
    inject(page, rig)
    page.goto(path)
    return page


def signed_in(page: Page) -> None:
    page.click(f'{WALLETS}:has-text("Test Wallet")')
    page.wait_for_selector("text=Sign out")


def told(page: Page) -> str:
    page.wait_for_selector(TOLD)
    return page.inner_text(TOLD)


def test_one_click_and_one_signature_sign_somebody_in(open_page: OpenPage) -> None:
    rig = WalletRig([TestKey("newcomer")])
    page = opened(open_page, rig)
    signed_in(page)
    assert rig.asked == ["eth_requestAccounts", "eth_chainId", "personal_sign"]
    assert rig.signed[0].startswith("http://127.0.0.1:")
    page.goto("/account")
    assert rig.key.text in page.inner_text("main")
    assert violations(page) == []


def test_the_same_wallet_opens_the_same_account_again(open_page: OpenPage) -> None:
    names = []
    for _ in range(2):
        page = opened(open_page, WalletRig([TestKey("returning")]))
        signed_in(page)
        names.append(page.inner_text(".who bdi"))
        page.goto("/accounts/logout/")
        page.click("main button")
        page.wait_for_selector("text=Sign in")
        assert "wallet" not in {cookie["name"] for cookie in page.context.cookies()}
    assert names[0] == names[1]


def test_it_leads_to_where_somebody_wanted_to_go(open_page: OpenPage) -> None:
    page = opened(open_page, WalletRig([TestKey("guest")]), f"{LOG_IN}?next=/records")
    signed_in(page)
    assert page.url.endswith("/records")


def test_two_wallets_are_offered_and_the_chosen_one_is_asked(open_page: OpenPage) -> None:
    rig = WalletRig([TestKey("two")], announced=[info("Other Wallet"), info("Test Wallet")])
    page = opened(open_page, rig)
    assert page.locator(WALLETS).count() == 2
    assert page.locator(f"{WALLETS} canvas").count() == 2, "their pictures are drawn"
    assert page.locator("img[src^='data:']").count() == 0
    signed_in(page)


HOSTILE = [
    info("<img src=x onerror=alert(1)><script>alert(2)</script>", icon="javascript:alert(3)"),
    info("Out", icon="http://tracker.example/pixel.png"),
    info("Svg", icon="data:image/svg+xml,<svg onload='alert(4)'/>"),
    info("Page", icon="data:text/html;base64,PHNjcmlwdD5hbGVydCg1KTwvc2NyaXB0Pg=="),
    info("\u202egnirts\u0000\u200b\nTurned"),
    info("Ten megabytes ", times=700_000),
    info("A huge icon", icon="data:image/png;base64," + "A" * 200_000),
    info("No uuid", uuid="1"),
    info(7),  # type: ignore[arg-type]
]


def test_hostile_announcements_are_text_and_nothing_else(open_page: OpenPage) -> None:
    first = info("Test Wallet")
    rig = WalletRig([TestKey("careful")], announced=[*HOSTILE, first, {**first, "name": "Impostor of the same uuid"}])
    page = opened(open_page, rig)
    names = page.locator(f"{WALLETS} bdi").all_inner_texts()
    assert "<img src=x onerror=alert(1)><script>alert(2)</script>"[:64] in names
    assert "gnirts Turned" in names or "gnirtsTurned" in names
    assert all(len(name) <= 64 for name in names)
    assert not any("Impostor" in name or "No uuid" in name for name in names)
    pictured = page.locator(f"{WALLETS}:has(canvas) bdi").all_inner_texts()
    assert {"Test Wallet", "?"} <= set(pictured)
    assert not {"Out", "Svg", "Page", "A huge icon"} & set(pictured)
    assert page.locator("main img, main script:not([src]):not([type='application/json'])").count() == 0
    signed_in(page)


def test_a_page_full_of_wallets_stays_readable(open_page: OpenPage) -> None:
    rig = WalletRig(announced=[info("W" * 200) for _ in range(200)])
    page = opened(open_page, rig, width=320)
    assert page.locator(WALLETS).count() == 12
    assert overflow(page) <= 0
    assert violations(page) == []


@pytest.mark.parametrize(
    ("method", "code", "words"),
    [
        ("eth_requestAccounts", 4001, "You declined in your wallet"),
        ("personal_sign", 4001, "You declined in your wallet"),
        ("eth_requestAccounts", -32002, "has a question open already"),
        ("eth_requestAccounts", 4100, "gave no account"),
        ("personal_sign", 4200, "cannot sign such a message"),
        ("personal_sign", 4900, "does not answer any more"),
        ("personal_sign", -32603, "not understood"),
    ],
)
def test_errors_of_a_wallet_are_told_in_our_words(open_page: OpenPage, method: str, code: int, words: str) -> None:
    rig = WalletRig([TestKey("unsure")])
    rig.fail_next(method, code)
    page = opened(open_page, rig)
    page.click(WALLETS)
    assert words in told(page)
    assert "what a wallet says" not in page.content()
    assert violations(page) == []
    signed_in(page)


def test_a_wallet_on_another_chain_is_asked_to_change_over(open_page: OpenPage) -> None:
    rig = WalletRig([TestKey("far")], chain_id=10, known_chains={1, 10})
    page = opened(open_page, rig)
    signed_in(page)
    assert rig.chain_id == 1


@pytest.mark.parametrize(("code", "words"), [(4001, "did not change over"), (4902, "does not know the network")])
def test_a_wallet_that_stays_on_another_chain_is_told(open_page: OpenPage, code: int, words: str) -> None:
    rig = WalletRig([TestKey("far")], chain_id=10)
    rig.fail_next("wallet_switchEthereumChain", code)
    page = opened(open_page, rig)
    page.click(WALLETS)
    assert words in told(page)
    assert rig.signed == []


def test_another_account_chosen_meanwhile_signs_nobody_in(open_page: OpenPage) -> None:
    rig = WalletRig([ADA, BOB])
    rig.during["personal_sign"] = lambda: rig.switch_account(1)
    page = opened(open_page, rig)
    page.click(WALLETS)
    assert "account in your wallet changed" in told(page)
    page.goto("/")
    assert page.locator("text=Sign out").count() == 0


@pytest.mark.parametrize("lost", ["sessionid", "csrftoken"])
def test_a_session_that_ended_meanwhile_is_told(open_page: OpenPage, watch: Watch, lost: str) -> None:
    watch.excuse(400, 403)
    rig = WalletRig([TestKey("slow")])
    page = opened(open_page, rig)
    rig.during["personal_sign"] = lambda: page.context.clear_cookies(name=lost)
    page.click(WALLETS)
    assert "gain" in told(page), "start again, or load the page again"
    assert page.locator("text=Sign out").count() == 0


def test_without_a_wallet_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(LOG_IN)
    until(page, "!document.querySelector('[data-no-wallet]').hidden")
    assert violations(page) == []


def test_without_script_there_is_a_password(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(LOG_IN)
    assert "script is off" in page.inner_text("main")
    assert page.locator("[name=password]").is_visible()
