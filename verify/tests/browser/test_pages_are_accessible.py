"""Every page passes WCAG 2.2 A and AA by axe, narrow and wide, light and dark, and never scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import overflow, try_demo
from verify.tests.browser.watch import Watch

PLAIN = [
    "/",
    "/about",
    "/privacy",
    "/formats",
    "/lists",
    "/log",
    "/bundle",
    "/developers/",
    "/accounts/login/",
    "/nothing-here",
]
ANSWERS = ["unknown-middle-step.jpg", "tampering-signed-again.jpg", "redacted-location.jpg", "film.mp4"]
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.mark.parametrize("path", PLAIN)
def test_plain_pages(open_page: OpenPage, watch: Watch, path: str) -> None:
    watch.excuse(404)
    page = open_page(reduced_motion="reduce")
    page.goto(path)
    _assert_fit_for_everybody(page)


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(open_page: OpenPage, name: str) -> None:
    page = open_page(reduced_motion="reduce")  # a colour on its way to the other scheme has no contrast yet
    try_demo(page, name)
    _assert_fit_for_everybody(page)


def test_the_check_itself_sees_planted_faults(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/about")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')")
    assert any(fault.startswith("label: <input>") for fault in violations(page))
    page.evaluate("document.querySelector('h1').style.color = '#333'")
    assert any(fault.startswith("color-contrast: <h1") for fault in violations(page, scheme="dark"))


def test_a_page_that_is_too_wide_is_seen(open_page: OpenPage) -> None:
    page = open_page(320)
    page.goto("/about")
    page.evaluate("document.querySelector('h1').style.width = '400px'")
    assert overflow(page) > 0


def test_forced_colours_keep_buttons_and_signs_visible(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    try_demo(page, "unknown-middle-step.jpg")
    assert page.locator("h1#answer").is_visible()
    border = "getComputedStyle(document.querySelector('.acts .btn')).borderTopWidth"
    assert page.evaluate(border) == "1px"


def _assert_fit_for_everybody(page: Page) -> None:
    page.evaluate(UNFOLD)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
