"""A recording is called made up: its owner assembles a page, a stranger disputes it, the owner corrects it."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from verify.accounts.tests.signing_in import TestKey
from verify.pages.tests.wallet_provider import WalletRig
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.signing import newcomer_with, plain
from verify.tests.browser.steps import overflow, send
from verify.tests.browser.test_a_desk_keeps_a_dossier import file, signed_in

CLAIM = "This picture was made by a machine."
WRONG, RIGHT = "It was noon, as the shadows show.", "Noon it was: our clock stood still."


def fit(page: Page, name: str) -> None:
    """Accessible, and no wider than its window; kept as pictures for people where a folder is named."""
    folder = os.environ.get("FIRSTLIGHT_SHOTS")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            assert violations(page, scheme=scheme) == [], (name, width, scheme)
            if folder:
                page.screenshot(path=Path(folder) / f"contested-{name}-{width}-{scheme}.png", full_page=True)
        assert overflow(page) <= 0, (name, width)


def test_from_a_draft_to_a_correction(open_page: OpenPage, demo: Demo) -> None:
    page = signed_in(open_page, demo)
    address = published(page)
    stranger = open_page(reduced_motion="reduce", java_script_enabled=False)
    stranger.goto(address)
    text = plain(stranger.inner_text("main"))
    assert CLAIM in text
    assert "Put together by Demo desk" in text
    assert "Working title" not in text
    reader = newcomer_with(open_page, WalletRig([TestKey("reader of the quay")]))
    disputed(reader, address)
    stranger.reload()
    assert "No answer from Demo desk since" in plain(stranger.inner_text("#disputes ~ *, main"))
    answered(page)
    page.goto(f"{address}/draft")
    page.fill("#changed", "The time of day.")
    page.press("#changed", "Enter")
    page.wait_for_selector("text=The time of day.")
    reader.goto(address)
    told = plain(reader.inner_text("main"))
    assert "The time of day." in told
    assert told.index(WRONG) < told.index(RIGHT)
    assert "Correction" in told
    fit(reader, "corrected")
    reader.goto(f"{address}/v1")
    assert "This is version 1, as it was published then." in plain(reader.inner_text("main"))


def published(page: Page) -> str:
    """From a file to a public page, by the keyboard wherever a form is sent; its address."""
    send(page, file(37))
    page.click("a[href='#dossier']")
    page.fill("#new-dossier", "Working title")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossiers/*#checks")
    page.fill("#contested-title", "Fire at the quay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/contested/*/draft")
    page.fill("#claim", CLAIM)
    page.fill("#claim-by", "A channel called Quay News")
    page.fill("#claim-link", "https://quay.example/post/1")
    page.fill("#shown", "The file is here since this morning.")
    page.fill("#not-shown", "It does not show who was there before.")
    page.focus("text=Keep these words")
    page.keyboard.press("Enter")
    page.wait_for_url("**#words")
    page.focus("#add-item-opened")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**#pieces")
    fit(page, "draft")
    page.click("text=Publish as")
    page.wait_for_url("**#out")
    page.click("text=The public page")
    page.wait_for_selector("h1:has-text('Fire at the quay')")
    fit(page, "page")
    return page.url


def disputed(reader: Page, address: str) -> None:
    reader.goto(address)
    reader.click("text=Say what is not right")
    fit(reader, "dispute")
    reader.check("#reason-time")
    reader.fill("#words", WRONG)
    reader.press("#link", "Enter")
    reader.wait_for_url("**#dispute-*")
    assert WRONG in plain(reader.inner_text("main"))


def answered(page: Page) -> None:
    page.goto("/dossiers")
    page.click("text=One dispute waits for an answer")
    fit(page, "desk")
    page.click("text=Answer it")
    page.check("#answer-accepted")
    page.fill("#words", RIGHT)
    fit(page, "answer")
    page.click("text=Answer in public")
    page.wait_for_selector("text=Correction")
