"""As somebody new would do it: a newsroom begins, lets a journalist sign, who signs, and the newsroom ends it."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.accounts.tests.signing_in import TestKey
from verify.pages.tests.wallet_provider import WalletRig
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.signing import (
    PANEL,
    SIGN,
    WALLETS,
    claim,
    confirm_with_password,
    confirm_with_wallet,
    desk_with,
    newcomer_with,
    plain,
    told,
)
from verify.tests.browser.steps import try_demo
from verify.tests.browser.test_a_work_is_signed import assert_fit
from verify.tests.browser.watch import Watch

FILE, NAME = "redacted-location.jpg", "Quay Gazette"
HOUSE, REPORTER = TestKey("house wallet"), TestKey("reporter wallet")


def test_from_a_new_newsroom_to_a_delegation_that_has_ended(open_page: OpenPage, demo: Demo) -> None:
    boss = newcomer_with(open_page, WalletRig([HOUSE]))
    reporter = newcomer_with(open_page, WalletRig([REPORTER]))
    stranger = open_page(reduced_motion="reduce")
    found_newsroom(boss)
    confirm_with_wallet(boss)
    claim_for_it(boss)
    delegate(boss, REPORTER)
    confirm_with_wallet(reporter)
    claim(reporter, "Rita of the Quay")
    sign_for(reporter, NAME)
    try_demo(stranger, FILE)
    signed = stranger.locator(f"{PANEL} .work-row:has-text('Rita of the Quay')")
    assert f"signed for {NAME}, which let them do so" in plain(signed.inner_text())
    assert "No domain confirms that" in plain(signed.inner_text())
    end_delegation(boss)
    stranger.reload()
    assert "ended the delegation" in plain(signed.inner_text())
    signed.locator("text=The author’s page").click()
    stranger.wait_for_url("**/a/**")
    assert "May publish" in stranger.inner_text("main")
    assert_fit(stranger)
    try_demo(reporter, FILE)
    assert reporter.locator("#wallet-for").count() == 0, "what has ended is offered no more"


def test_the_desk_signs_for_people_without_a_wallet(open_page: OpenPage, demo: Demo) -> None:
    page, stranger = desk_with(open_page, demo, WalletRig()), open_page(reduced_motion="reduce")
    confirm_with_password(page, demo)
    page.goto("/organisation")
    page.click("button:has-text('Have a desk key made')")
    page.wait_for_url("**/organisation?after=desk*")
    assert "the desk’s key" in page.inner_text("section:has(> .side > #keys)")
    assert_fit(page)
    try_demo(page, FILE)
    page.click("button:has-text('Sign for the desk')")
    page.wait_for_url("**/c/*after=signed*")
    try_demo(stranger, FILE)
    # A name stands between marks of direction, which `plain` takes away and a selector does not: its words are apart.
    row = f"{PANEL} .work-row:has-text('Demo desk'):has-text('on behalf of one of its people')"
    signed = plain(stranger.inner_text(row))
    assert "Signed by the desk of Demo desk on behalf of one of its people" in signed
    assert demo.user not in signed.split()


def test_another_wallet_than_the_delegates_is_told_before_it_signs(
    open_page: OpenPage, demo: Demo, watch: Watch
) -> None:
    watch.excuse(400)
    boss = newcomer_with(open_page, WalletRig([TestKey("second house")]))
    found_newsroom(boss, "Pier Courier")
    confirm_with_wallet(boss)
    claim_for_it(boss)
    rig = WalletRig([TestKey("somebody else")])
    page = newcomer_with(open_page, rig)
    try_demo(page, FILE)
    house = TestKey("second house").text.lower()
    wanted = f"<input type=hidden name=for value={house}.>"
    page.evaluate(
        "wanted => document.querySelector('#wallet-role').form.insertAdjacentHTML('beforeend', wanted)", wanted
    )
    page.click(f"{SIGN} {WALLETS}")
    assert "may not sign for this organisation" in told(page)
    assert "eth_signTypedData_v4" not in rig.asked


def found_newsroom(page: Page, name: str = NAME) -> None:
    page.goto("/organisation")
    assert_fit(page)
    page.fill("#name", name)
    page.click("text=Create it")
    page.wait_for_url("**/organisation?after=created")


def claim_for_it(page: Page) -> None:
    page.goto("/keys/claim?for=organisation")
    page.click(WALLETS)
    page.wait_for_url("**/organisation?after=claimed")


def delegate(page: Page, key: TestKey) -> None:
    page.goto("/organisation")
    page.click("summary:has-text('Let somebody sign')")
    page.fill("#delegate", key.text)
    page.click(f"section:has(> .side > #delegations) {WALLETS}")
    page.wait_for_url("**/organisation?after=delegated*")
    assert key.text in page.inner_text("section:has(> .side > #delegations)")
    assert_fit(page)


def sign_for(page: Page, name: str) -> None:
    try_demo(page, FILE)
    option = page.locator("#wallet-for option", has_text=name)
    page.select_option("#wallet-for", value=str(option.get_attribute("value")))
    page.click(f"{SIGN} {WALLETS}")
    page.wait_for_url("**/c/*after=signed*")


def end_delegation(page: Page) -> None:
    page.goto("/organisation")
    page.click("text=End it …")
    page.wait_for_url("**/end")
    assert_fit(page)
    page.check("#understood")
    page.click("button:has-text('End the delegation')")
    page.wait_for_url("**/organisation?after=ended*")
