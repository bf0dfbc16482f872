"""What a reader does on the pages, in one line each."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import Page

ANSWER_SECONDS = 60_000  # milliseconds; a check takes a second, a busy machine some more
HOLD_SECONDS = 60  # what a worker does first is waited for as well
OWN_TEXT = "main h1, main h2, main h3, main p, main dd, main dt, main li, footer p"


def try_demo(page: Page, name: str) -> None:
    """Press the button of one demo file and wait for its answer."""
    page.goto("/")
    page.click(f'button[value="{name}"]')
    answer(page)


def send(page: Page, file: Path | dict[str, object]) -> None:
    """Choose a file, send it, wait for its answer."""
    page.goto("/")
    page.set_input_files("#file", file)  # type: ignore[arg-type]
    page.click("[data-go]")
    answer(page)


def answer(page: Page) -> None:
    """Wait until the answer is there."""
    page.wait_for_url("**/c/**", timeout=ANSWER_SECONDS)
    page.wait_for_selector("h1#answer")


def codes(page: Page, name: str) -> list[str]:
    """Return what the expert view says under one of its names, unfolded or not."""
    found = page.locator(f'dt:has(code:text-is("{name}")) + dd code')
    return [str(text).strip() for text in found.all_text_contents()]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds; Playwright's own waiting needs `eval`, which the policy of our pages forbids."""
    end = time.monotonic() + HOLD_SECONDS
    while time.monotonic() < end:
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came to hold: {expression}")
