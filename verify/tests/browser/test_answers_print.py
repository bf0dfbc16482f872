"""An answer on paper: whole, unfolded, without buttons."""

from __future__ import annotations

from io import BytesIO

import pikepdf

from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import try_demo


def test_an_answer_prints_on_few_pages_without_buttons(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "tampering-signed-again.jpg")  # nobody records it, so its answer does not grow beside other tests
    with pikepdf.open(BytesIO(page.pdf(format="A4"))) as paper:
        assert 2 <= len(paper.pages) <= 6
    page.emulate_media(media="print")
    assert page.locator("h1#answer").is_visible()
    assert page.locator(".acts").first.is_hidden()
    assert page.locator("header nav").is_hidden()


def test_folds_are_open_on_paper_and_closed_again_after(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "unknown-middle-step.jpg")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("dt:has(code:text-is('headline'))").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("dt:has(code:text-is('headline'))").is_hidden()
