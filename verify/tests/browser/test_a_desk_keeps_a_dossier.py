"""A journalist checks a file, keeps it in a dossier, says what they found, publishes it; a stranger opens a link."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.cases.tests.examples import png
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import overflow, send

WORDS = "The crane stands where the harbour's own map has it."


def signed_in(open_page: OpenPage, demo: Demo, **options: object) -> Page:
    page = open_page(reduced_motion="reduce", **options)
    page.goto("/accounts/login/?next=/dossiers")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("h1:text-is('Dossiers')")
    return page


def fit(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width


def file(width: int) -> dict[str, object]:
    return {"name": "quay.png", "mimeType": "image/png", "buffer": png(width, 7)}


def test_a_file_is_kept_spoken_about_and_shared_with_a_stranger(open_page: OpenPage, demo: Demo) -> None:
    page = signed_in(open_page, demo)
    fit(page)
    send(page, file(31))
    page.click("a[href='#dossier']")
    page.fill("#new-dossier", "Quay at dawn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossiers/*#checks")
    page.click("text=Tell us of news")
    page.wait_for_selector("text=Stop watching")
    page.fill("#say-words", WORDS)
    page.click("text=Say this")
    page.wait_for_url("**#findings")
    page.click("text=Publish as")
    page.wait_for_selector("text=not signed with a key")
    fit(page)
    page.click("text=Make this link")
    link = page.inner_text("#made-link")
    stranger = open_page(reduced_motion="reduce")
    stranger.goto(link)
    assert "Quay at dawn" not in stranger.inner_text("main")
    fit(stranger)
    stranger.click("text=No credentials")
    assert WORDS in stranger.inner_text("main")
    fit(stranger)
    page.click("text=End this link now")
    page.wait_for_selector("text=ended")


def test_the_same_file_again_is_news_and_a_stranger_s_is_none(open_page: OpenPage, demo: Demo) -> None:
    page = signed_in(open_page, demo, java_script_enabled=False)
    _sent_plainly(page, file(33))
    page.fill("#new-dossier", "Without script")
    page.click("#dossier-begin")
    page.click("text=Tell us of news")
    stranger = open_page(java_script_enabled=False)
    _sent_plainly(stranger, file(33))
    page.goto("/dossiers/news")
    assert "checked again" not in page.inner_text("#news ~ *, main")
    _sent_plainly(page, file(33))
    page.goto("/dossiers/news")
    assert page.locator("label:has-text('The same file was checked again by your team')").count() == 1
    page.click("text=Take note of what is ticked")
    assert "noted by" in page.inner_text("main")


def _sent_plainly(page: Page, sent: dict[str, object]) -> None:
    page.goto("/")
    page.set_input_files("#file", sent)  # type: ignore[arg-type]
    page.click("form[enctype] button:text-is('Check this file')")
    for _ in range(60):
        if "/c/" in page.url:
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(page.url)
