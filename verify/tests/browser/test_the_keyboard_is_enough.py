"""Everything can be done with the keyboard alone, and the reader always sees where they are."""

from __future__ import annotations

from playwright.sync_api import Page

from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import answer, codes

OUTLINED = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""
STEP = "document.activeElement.getAttribute('href')"
NAME = "() => document.activeElement.outerHTML.slice(0, 120)"
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), summary, [tabindex="0"]')
  ].filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0)
   .map(one => one.outerHTML.slice(0, 120))"""


def test_a_demo_file_is_checked_and_read_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    _tab_to(page, 'value="camera-original.jpg"')
    page.keyboard.press("Enter")
    answer(page)
    _tab_to(page, "<summary>Codes and findings")
    page.keyboard.press("Enter")
    assert codes(page, "headline") == ["all_signers_trusted"]
    assert page.locator("dt:has(code:text-is('headline'))").is_visible()


def test_every_control_of_an_answer_is_reached_and_seen(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.click('button[value="unknown-middle-step.jpg"]')
    answer(page)
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    expected, visited = set(page.evaluate(REACHABLE)), set()
    for _press in range(len(expected) + 6):
        page.keyboard.press("Tab")
        here = page.evaluate(NAME)
        visited.add(here)
        assert here.startswith("<body") or page.evaluate(OUTLINED), here
    assert expected - visited == set()


def test_the_drawn_history_is_one_stop_and_walked_with_the_arrow_keys(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.click('button[value="unknown-middle-step.jpg"]')
    answer(page)
    page.locator(".graph a").first.focus()
    walked = [page.evaluate(STEP)]
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Home", "End"):
        page.keyboard.press(key)
        walked.append(page.evaluate(STEP))
        assert page.evaluate(OUTLINED)
    assert walked == ["#step-3", "#step-2", "#step-1", "#step-1", "#step-3", "#step-1"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.step:target').id") == "step-1"


def test_the_first_tab_offers_to_skip_to_the_content(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/about")
    page.keyboard.press("Tab")
    assert page.evaluate(NAME).startswith('<a class="skip"')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def _tab_to(page: Page, part: str) -> None:
    for _press in range(80):
        page.keyboard.press("Tab")
        if part in page.evaluate(NAME):
            return
    raise AssertionError(f"{part} cannot be reached by keyboard")
