"""The page for operators in a real browser: narrow and wide, light and dark, behind its second factor."""

from __future__ import annotations

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import overflow


def test_it_is_led_to_confirmed_and_fit_for_everybody(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto("/accounts/login/")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("text=Sign out")
    page.click("text=Operators")
    page.wait_for_url("**/account/step-up**")
    page.click("main .acts a")
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/operators")
    assert "at work" in page.inner_text("main")
    assert page.locator("main .line.look").count() == 0, page.inner_text("main .lines")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
