"""The Camera panel in a browser: what earned the headline and what does not count, at any width, without script too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from fixtures.cameras import MAKER
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import answer, codes, overflow, try_demo

CAPTURED = "A key in a camera signed exactly these bytes; this does not show that the scene was real."
SERIALS = "D-100000"


def panel(page: Page) -> str:
    return page.locator('section[aria-labelledby="camera"]').inner_text()


def send_with_sidecar(page: Page, demo: Demo, name: str, beside: str) -> None:
    page.goto("/")
    page.set_input_files("#file", demo.media / name)
    page.click("summary:has-text('own signature')")
    page.set_input_files("#capture", demo.media / f"{beside}.capture")
    page.click("text=Check this file")
    answer(page)


def test_a_capture_is_told_with_whose_root_and_what_was_not_checked(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    try_demo(page, "captured-by-camera.jpg")
    assert page.locator("h1#answer").inner_text() == CAPTURED
    told = panel(page)
    assert MAKER in told
    assert "exactly these bytes" in told
    assert "Not checked" in told
    assert codes(page, "headline") == ["captured"]
    assert SERIALS not in page.content()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("captured-elsewhere.jpg", "something else than these bytes"),
        ("captured-then-revoked.jpg", "revoked"),
        ("captured-by-software.jpg", "does not count"),
    ],
)
def test_what_earns_nothing_says_why(open_page: OpenPage, name: str, words: str) -> None:
    page = open_page(reduced_motion="reduce")
    try_demo(page, name)
    assert codes(page, "headline") == ["no_credentials"]
    assert words in panel(page).lower()


@pytest.mark.parametrize("script", [True, False])
def test_a_sidecar_is_sent_beside_its_file(open_page: OpenPage, demo: Demo, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    send_with_sidecar(page, demo, "captured-by-camera.jpg", "captured-by-camera.jpg")
    assert codes(page, "headline") == ["captured"]


def test_a_sidecar_of_another_file_earns_nothing(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    send_with_sidecar(page, demo, "captured-by-camera.jpg", "captured-elsewhere.jpg")
    assert codes(page, "headline") == ["no_credentials"]
