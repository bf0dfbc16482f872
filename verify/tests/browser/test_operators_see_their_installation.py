"""The page for operators in a real browser: narrow and wide, light and dark, behind its second factor."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import overflow

ADMIN = ("/admin/", "/admin/audit/entry/", "/admin/accounts/user/", "/admin/jobs/job/", "/admin/ledger/record/")

START_SECONDS = 90


def test_it_is_led_to_confirmed_and_fit_for_everybody(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    entered(page, demo)
    assert "at work" in page.inner_text("main")
    until_nothing_needs_a_look(page)
    fit(page)


def until_nothing_needs_a_look(page: Page) -> None:
    """A demo that was just started has processes that are still on their way."""
    for _look in range(START_SECONDS):
        if page.locator("main .line.look").count() == 0:
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(page.inner_text("main .lines"))


def test_the_doctor_is_asked_and_says_what_to_do(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    entered(page, demo)
    page.click(".desk-ways >> text=Doctor")
    page.wait_for_selector("text=Looked at on")
    page.click("text=Look again")
    page.wait_for_selector("text=Looked at on")
    assert "this is a demo" in page.inner_text("main")
    assert "To do:" in page.inner_text("main")
    assert "not checked" in page.inner_text("main")
    fit(page)


def test_an_account_is_shut_with_a_reason_that_the_trail_keeps(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    entered(page, demo)
    for address in ADMIN:
        page.goto(address)
        fit(page)
    page.goto("/admin/accounts/user/?q=maintainer-5")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.check("#result_list tbody .action-select >> nth=0")
    page.select_option("select[name=action]", "end_log_ins")
    page.click(".actions button")
    page.wait_for_selector("#reason")
    fit(page)
    page.fill("#reason", "they left a computer on a train")
    page.check("#sure")
    page.click(".with-reason input[type=submit]")
    page.goto("/admin/audit/entry/?q=account.log_ins_ended")
    assert "they left a computer on a train" in page.inner_text("#result_list")


def entered(page: Page, demo: Demo) -> None:
    """Log in, go to the operators' page, confirm who it is."""
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


def fit(page: Page) -> None:
    """Narrow and wide, light and dark."""
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (page.url, width)
        assert violations(page, scheme="dark") == [], (page.url, width, "dark")
        assert overflow(page) <= 0, (page.url, width)
