"""The desk of batches in a real browser: many files in one go, by keyboard, narrow and wide, and without script."""

from __future__ import annotations

import io
import zipfile

import pytest
from playwright.sync_api import Page

from verify.cases.tests.examples import png
from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import ANSWER_SECONDS, overflow

DIGEST = "ab" * 32


def desk(open_page: OpenPage, demo: Demo, **options: object) -> Page:
    """The desk, opened by the demo's own account."""
    page = open_page(reduced_motion="reduce", **options)
    page.goto("/accounts/login/?next=/batch")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("h1:text-is('Check many at once')")
    return page


def fit(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width


def chosen(count: int) -> list[dict[str, object]]:
    return [
        {"name": f"harbour-{number}.png", "mimeType": "image/png", "buffer": png(number, 2)}
        for number in range(1, count + 1)
    ]


def ended(page: Page) -> None:
    page.wait_for_url("**/batch/*", timeout=ANSWER_SECONDS)
    page.wait_for_selector("h1:text-is('A batch, checked')", timeout=ANSWER_SECONDS)


def test_more_files_than_fit_into_one_request_become_one_batch_with_their_names(
    open_page: OpenPage, demo: Demo
) -> None:
    page = desk(open_page, demo)
    fit(page)
    page.set_input_files("#batch-files", chosen(14))  # type: ignore[arg-type]
    page.click("[data-batch=files] button")
    ended(page)
    assert "14 of 14 items have ended" in page.inner_text("main")
    assert page.locator("[data-name='13']").inner_text() == "harbour-13.png"
    assert "14 of 14" in page.inner_text("#batch-spoken"), "those who listen were not told of the end"
    fit(page)
    elsewhere = desk(open_page, demo)
    elsewhere.goto(page.url)
    assert "harbour-13.png" not in elsewhere.inner_text("main"), "a name reached the site"


def test_an_archive_is_sent_filtered_and_taken_away_by_keyboard(open_page: OpenPage, demo: Demo) -> None:
    page = desk(open_page, demo)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pictures/", b"")
        archive.writestr("pictures/quay.png", png(5, 2))
        archive.writestr("words.txt", b"hello")
    page.set_input_files("#batch-archive", {"name": "a.zip", "mimeType": "", "buffer": packed.getvalue()})
    page.focus("#batch-archive")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    ended(page)
    assert page.locator("[data-name='2']").inner_text() == "pictures/quay.png"
    page.focus("#show-refused")
    page.keyboard.press("Enter")
    page.wait_for_url("**/batch/*?state=refused*")
    assert page.locator("table.batch tbody tr").count() == 1
    assert page.evaluate("document.activeElement.id") == "items", "who filters starts at the table"
    with page.expect_download() as taken:
        page.focus("#batch-csv")
        page.keyboard.press("Enter")
    assert taken.value.path().read_text().splitlines()[0].startswith("position,kind,state,code")


def test_a_refusal_is_told_where_it_was_sent(open_page: OpenPage, demo: Demo) -> None:
    page = desk(open_page, demo)
    page.fill("#batch-links", "   \n  ")
    with page.expect_response("**/batch"):
        page.click("[data-batch=links] button")
    page.wait_for_selector("[data-trouble]:not([hidden])")
    assert "nothing to check in this list" in page.inner_text("[data-trouble]")
    assert page.is_enabled("[data-batch=links] button")


@pytest.fixture
def refusals(watch: object) -> None:
    """The browser reports every answer of 400 to its console."""
    watch.excuse(400)  # type: ignore[attr-defined]


pytestmark = pytest.mark.usefixtures("refusals")


def test_without_script_it_is_the_same_desk(open_page: OpenPage, demo: Demo) -> None:
    page = desk(open_page, demo, java_script_enabled=False)
    page.fill("#batch-links", f"{DIGEST}\nnot a link")
    page.click("[data-batch=links] button")
    page.wait_for_url("**/batch/*")
    for _ in range(60):
        if "A batch, checked" in page.inner_text("main"):
            break
        page.wait_for_timeout(500)
        page.reload()
    assert "Not on record here" in page.inner_text("main")
    assert "neither a full link nor a SHA-256" in page.inner_text("main")
    page.click("#batch-forget")
    page.wait_for_url("**/batch")
