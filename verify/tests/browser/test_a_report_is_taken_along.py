"""An answer leaves its page: on paper, as a PDF set by a worker, and as a block for somebody's article."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import overflow, try_demo

DEMO_FILE = "unknown-middle-step.jpg"
FOLD = "summary:has-text('Take it along')"


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        texts = []
        for at in range(len(document)):
            page = document[at]
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()
    return " ".join(" ".join(texts).split())


def result(open_page: OpenPage, **options: object) -> Page:
    page = open_page(**options)
    try_demo(page, DEMO_FILE)
    return page


def bare(text: str) -> str:
    """The letters alone: no spaces, and no marks of direction, which no program copies from paper."""
    return "".join(text.translate({0x2068: None, 0x2069: None}).split())


def pdf_behind(page: Page) -> bytes:
    """Ask as the page that waits does, until the document is there."""
    page.click(FOLD)
    address = page.get_by_role("link", name="Report (PDF)").get_attribute("href") or ""
    for _look in range(40):
        answer = page.request.get(address)
        if answer.status == 200:
            assert answer.headers["content-type"] == "application/pdf"
            return answer.body()
        assert (answer.status, answer.headers["refresh"]) == (202, "3")
        page.wait_for_timeout(2_000)
    raise AssertionError("the report was never set")


def test_the_pdf_says_what_the_page_says(open_page: OpenPage) -> None:
    page = result(open_page)
    said = page.inner_text("h1#answer")
    words = words_of(pdf_behind(page))
    assert bare(said)[:80] in bare(words)
    assert "proves nothing to outsiders" in words


def test_printed_from_the_browser_everything_is_unfolded_and_links_have_addresses(open_page: OpenPage) -> None:
    page = result(open_page)
    words = words_of(page.pdf(format="A4"))
    assert "certificate_lapsed" in words or "some_signers_unknown" in words
    assert "Report (PDF)" not in words
    assert "Discard file" not in words
    page.emulate_media(media="print")
    shown = page.evaluate("getComputedStyle(document.querySelector('main a[href^=\"/\"]'), '::after').content")
    assert shown.startswith(('" (" "/', '" (/'))


def test_folds_open_on_paper_without_script_too(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    try_demo(page, DEMO_FILE)
    assert "not_checked" in words_of(page.pdf(format="A4"))


def test_the_block_is_shown_as_it_will_stand_and_can_be_copied(open_page: OpenPage) -> None:
    page = result(open_page)
    said = page.inner_text("h1#answer")
    page.click(FOLD)
    page.get_by_role("link", name="For your article").click()
    page.wait_for_url("**/embed")
    block = page.frame_locator("iframe.embed-preview").locator(".firstlight-how")
    block.wait_for()
    assert " ".join(said.split())[:60] in " ".join(block.inner_text().split())
    assert block.evaluate("part => getComputedStyle(part).borderTopWidth") == "3px"
    code = page.input_value("#block")
    assert code.startswith('<section class="firstlight-how"')
    assert "<script" not in code


def test_the_page_of_the_block_is_fit_for_everybody(open_page: OpenPage) -> None:
    page = result(open_page, width=320, reduced_motion="reduce")
    page.goto(page.url.split("#")[0] + "/embed")
    assert overflow(page) <= 0
    assert violations(page) == []
    assert violations(page, scheme="dark") == []
    page.goto(page.url + "/block")
    assert overflow(page) <= 0
    assert violations(page) == []
    assert violations(page, scheme="dark") == []
