"""Readers without script get the same answers by plain forms, links and a page that loads itself again."""

from __future__ import annotations

from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import ANSWER_SECONDS, answer, codes
from verify.tests.browser.watch import Watch


def test_a_file_is_answered(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.set_input_files("#file", demo.media / "unknown-middle-step.jpg")
    page.click("text=Check this file")
    answer(page)
    assert codes(page, "headline") == ["some_signers_unknown"]


def test_the_waiting_page_leads_on_by_itself(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    with demo.resting_workers():
        page.click('button[value="camera-original.jpg"]')
        assert page.locator("h1").inner_text() == "Checking the file"
        assert page.locator(".phases .now").count() == 1
    page.wait_for_url("**/c/*#answer", timeout=ANSWER_SECONDS)


def test_a_refused_file_gets_a_page_with_a_way_on(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(415)
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.set_input_files("#file", {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"just words " * 50})
    page.click("text=Check this file")
    assert "Nothing of the file was kept." in page.locator("main").inner_text()
    assert page.locator("code:text-is('refused.unknown_type')").count() == 1


def test_folds_open_and_the_report_can_be_taken_along(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.click('button[value="camera-original.jpg"]')
    answer(page)
    page.click("summary:has-text('Codes and findings')")
    assert page.locator("code:text-is('all_signers_trusted')").first.is_visible()
    page.click("summary:has-text('Take it along')")
    with page.expect_download() as download:
        page.click("text=Report (JSON)")
    assert b'"firstlight.report/1"' in download.value.path().read_bytes()
