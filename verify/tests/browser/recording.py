"""What a desk does on the pages of the chronology, in one line each."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import try_demo

WRITTEN_SECONDS = 90_000  # milliseconds; the demo anchors every twenty seconds, a busy machine takes some more


def log_in(page: Page, demo: Demo) -> None:
    """Log in with the account that the demo's greeting names."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("text=Sign out")


def record_openly(page: Page, name: str) -> None:
    """Check a demo file and put it on record for everybody."""
    try_demo(page, name)
    page.check("#understood")
    page.click("text=Record it openly")
    page.wait_for_url("**/r/**")


def record_sealed(page: Page, name: str) -> None:
    """Check a demo file and put it on record sealed."""
    try_demo(page, name)
    page.click("text=Record it sealed")
    page.wait_for_url("**/r/**")


def until_anchored(page: Page) -> None:
    """Wait until the page itself shows an anchor; it asks for news without being loaded again.

    Whether it shows a beacon as well depends on the first batch of the demo: the chain may come up later than it.
    """
    page.wait_for_selector(".axis .solid", timeout=WRITTEN_SECONDS)


def until_written(page: Page) -> None:
    """Wait for a checkpoint over the record on a page without script, loading it again as its reader would."""
    for _look in range(60):
        if page.locator("#path summary").count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError("no checkpoint ever covered the record")


def until_entries(page: Page) -> None:
    """Wait for the first checkpoint of a demo that has only just started."""
    for _look in range(90):
        if page.request.get("/log/entry/0.json").ok:
            return
        page.wait_for_timeout(1000)
    raise AssertionError("the log never got a checkpoint")


def bundle_of(page: Page, folder: Path) -> Path:
    """Download the bundle of the record that the page shows."""
    with page.expect_download() as download:
        page.click("#acts a[download]")
    kept = folder / download.value.suggested_filename
    download.value.save_as(kept)
    return kept
