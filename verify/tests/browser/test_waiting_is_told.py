"""While a check waits the page says so, aloud too; when it is answered, reading starts at the answer."""

from __future__ import annotations

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import answer


def test_progress_is_announced_and_ends_at_the_heading_of_the_answer(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    page.goto("/")
    with demo.resting_workers():
        page.click('button[value="camera-original.jpg"]')
        page.wait_for_url("**/check/*")
        page.wait_for_timeout(1000)  # at least one poll
        assert "waiting for a free place" in page.locator("[aria-live=polite]").inner_text()
        assert page.locator(".phases .done").count() == 1
        assert violations(page) == []
    answer(page)
    assert page.evaluate("document.activeElement.id") == "answer"
