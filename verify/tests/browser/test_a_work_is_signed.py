"""Somebody puts their name to a work with two clicks; whatever the wallet does instead is told in words."""

from __future__ import annotations

import json
import time

from playwright.sync_api import Page

from provenance.statements import wire
from provenance.statements.drafting import draft
from provenance.statements.signing import Secret, sign
from provenance.statements.types import Nonce
from verify.accounts.tests.signing_in import TestKey
from verify.pages.tests.wallet_provider import WalletRig, info
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.recording import log_in
from verify.tests.browser.signing import (
    PANEL,
    SIGN,
    WALLETS,
    claim,
    confirm_with_password,
    desk_with,
    plain,
    sign_demo,
    told,
)
from verify.tests.browser.steps import overflow, try_demo
from verify.tests.browser.walking import UNFOLD
from verify.tests.browser.watch import Watch

FILE = "damaged-credentials.jpg"


def test_two_clicks_sign_a_work_and_everybody_who_has_it_reads_who(open_page: OpenPage, demo: Demo) -> None:
    rig = WalletRig([TestKey("signs with two clicks")])
    ours, theirs = desk_with(open_page, demo, rig), open_page(reduced_motion="reduce")
    sign_demo(ours, FILE)
    assert rig.asked == ["eth_requestAccounts", "eth_chainId", "eth_signTypedData_v4"]
    try_demo(theirs, FILE)
    panel = plain(theirs.inner_text(PANEL))
    assert f"{rig.key.text}, as author" in panel
    assert "The source is unknown" in panel
    assert_fit(theirs)
    confirm_with_password(ours, demo)
    assert_fit(ours)
    claim(ours, "Ida of the Harbour")
    assert_fit(ours)
    theirs.reload()
    panel = theirs.locator(f"{PANEL} .work-row:has-text('Ida of the Harbour')")
    assert "unknown" not in panel.inner_text()
    panel.locator("text=The author’s page").click()
    theirs.wait_for_url("**/a/**")
    assert rig.key.text in theirs.locator("[aria-label]").evaluate_all("all => all.map(e => e.ariaLabel)")
    assert demo.user not in theirs.inner_text("main"), "whose account it is stays private"
    assert_fit(theirs)
    theirs.click("text=A statement as author")
    theirs.wait_for_url("**/s/**")
    assert_fit(theirs)


def test_who_declines_in_the_wallet_has_signed_nothing_and_may_try_again(open_page: OpenPage, demo: Demo) -> None:
    rig = WalletRig([TestKey("declines")])
    rig.fail_next("eth_signTypedData_v4", 4001)
    page = desk_with(open_page, demo, rig)
    try_demo(page, FILE)
    page.click(f"{SIGN} {WALLETS}")
    assert "You declined in your wallet" in told(page)
    assert rig.signed == []
    assert_fit(page)
    page.click(f"{SIGN} {WALLETS}")
    page.wait_for_url("**/c/*after=signed*")


def test_an_account_that_changes_meanwhile_is_not_mistaken_for_the_other(open_page: OpenPage, demo: Demo) -> None:
    rig = WalletRig([TestKey("first account"), TestKey("second account")])
    rig.during["eth_signTypedData_v4"] = lambda: rig.switch_account(1)
    page = desk_with(open_page, demo, rig)
    try_demo(page, FILE)
    page.click(f"{SIGN} {WALLETS}")
    assert "The account in your wallet changed meanwhile" in told(page)
    page.reload()
    assert rig.accounts[0].text not in plain(page.inner_text(PANEL))


def test_a_session_that_ended_is_told_before_anything_is_signed(open_page: OpenPage, demo: Demo, watch: Watch) -> None:
    watch.excuse(401, 403)
    rig = WalletRig([TestKey("came late")])
    page = desk_with(open_page, demo, rig)
    try_demo(page, FILE)
    page.context.clear_cookies(name="sessionid")
    page.click(f"{SIGN} {WALLETS}")
    assert "not signed in here any more" in told(page)
    assert rig.signed == []


def test_a_wallet_on_another_network_is_changed_over_or_told(open_page: OpenPage, demo: Demo) -> None:
    rig = WalletRig([TestKey("far away")], chain_id=10, known_chains={10})
    page = desk_with(open_page, demo, rig)
    try_demo(page, FILE)
    page.click(f"{SIGN} {WALLETS}")
    assert "does not know the network" in told(page)
    assert rig.signed == []
    rig.known_chains.add(1)
    page.click(f"{SIGN} {WALLETS}")
    page.wait_for_url("**/c/*after=signed*")


def test_two_wallets_and_a_hostile_one_are_text_on_a_button(open_page: OpenPage, demo: Demo) -> None:
    hostile = info("<img src=x onerror=alert(1)>\u202e", icon="https://outside.example/icon.png")
    svg = info("Second", icon="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+")
    rig = WalletRig([TestKey("among others")], announced=[hostile, svg, info("Third")])
    page = desk_with(open_page, demo, rig)
    try_demo(page, FILE)
    assert page.locator(f"{SIGN} {WALLETS}").count() == 3
    assert page.locator(f"{SIGN} {WALLETS} canvas").count() == 1, "only a small picture of a known kind is drawn"
    assert page.locator(f"{SIGN} {WALLETS} img").count() == 0
    assert_fit(page)


def test_without_script_a_statement_signed_elsewhere_is_taken_in(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(java_script_enabled=False)
    log_in(page, demo)
    try_demo(page, FILE)
    assert "script is off here" in page.inner_text(SIGN)
    page.click("summary:has-text('Signed on the command line')")
    line = page.inner_text(f"{SIGN} .command code").split()
    assert line[:4] == ["python", "-m", "provenance", "sign"]
    digest = page.locator(".exhibit code.digest").get_attribute("aria-label")
    page.fill("#signed-text", _signed_elsewhere(line, str(digest)))
    page.click("text=Take it in")
    page.wait_for_url("**/c/*after=signed*")
    assert TestKey("signs elsewhere").text in plain(page.inner_text(PANEL))


def test_what_was_signed_for_another_file_is_refused_in_words(open_page: OpenPage, demo: Demo, watch: Watch) -> None:
    watch.excuse(400)
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    try_demo(page, FILE)
    page.click("summary:has-text('Signed on the command line')")
    line = page.inner_text(f"{SIGN} .command code").split()
    page.fill("#signed-text", _signed_elsewhere(line, "ab" * 32))
    page.click("text=Take it in")
    page.wait_for_selector(f"{SIGN} [role=alert]")
    assert "signed for another file" in page.inner_text(f"{SIGN} [role=alert] >> nth=0")
    assert_fit(page)


def _signed_elsewhere(line: list[str], digest: str) -> str:
    """What the command line would print, for the chain and the contract that the page names."""
    domain = wire.domain_of(
        {"chainId": int(line[line.index("--chain") + 1]), "verifyingContract": line[line.index("--contract") + 1]}
    )
    key = Secret(TestKey("signs elsewhere").secret)
    nonce = Nonce(b"\x07" * 31 + digest[:1].encode())
    message = draft("Statement", {"content": digest}, at=int(time.time()), nonce=nonce)
    return json.dumps(wire.to_json(sign(message, domain, key)))


def assert_fit(page: Page) -> None:
    """WCAG 2.2 A and AA by axe, narrow and wide, light and dark, and never wider than its window."""
    page.evaluate(UNFOLD)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
    page.emulate_media(color_scheme="light")
