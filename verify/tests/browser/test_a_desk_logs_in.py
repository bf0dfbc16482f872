"""Somebody of a desk logs in through the page; what they check is theirs and their team's, address or not."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import try_demo
from verify.tests.browser.watch import Watch


def test_a_result_of_a_desk_is_not_open_to_strangers(open_page: OpenPage, demo: Demo, watch: Watch) -> None:
    ours, theirs = open_page(), open_page()
    _log_in(ours, demo)
    try_demo(ours, "honest-chain.jpg")
    watch.excuse(404)
    assert theirs.goto(ours.url).status == 404  # type: ignore[union-attr]


def test_logging_in_and_out_by_the_pages(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    _log_in(page, demo)
    assert "only you and your team" in page.locator(".ways").inner_text()
    page.click("text=Sign out")
    assert violations(page) == []
    page.click("main button")
    page.wait_for_selector("text=Sign in")


def test_a_wrong_password_is_told_beside_the_form(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    page.goto("/accounts/login/")
    _fill(page, demo.user, "not the password")
    assert page.locator("[role=alert]:visible").count() == 1
    assert violations(page) == []


def _log_in(page: Page, demo: Demo) -> None:
    page.goto("/accounts/login/")
    _fill(page, demo.user, demo.password)
    page.wait_for_selector("text=Sign out")


def _fill(page: Page, user: str, password: str) -> None:
    page.fill("[name=login]", user)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
