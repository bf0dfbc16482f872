"""What looks at every page for everybody sees planted faults, and forced colours keep what matters in sight."""

from __future__ import annotations

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import overflow, try_demo


def test_the_check_itself_sees_planted_faults(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/about")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')")
    assert any(fault.startswith("label: <input>") for fault in violations(page))
    page.evaluate("document.querySelector('h1').style.color = '#333'")
    assert any(fault.startswith("color-contrast: <h1") for fault in violations(page, scheme="dark"))


def test_a_page_that_is_too_wide_is_seen(open_page: OpenPage) -> None:
    page = open_page(320)
    page.goto("/about")
    page.evaluate("document.querySelector('h1').style.width = '400px'")
    assert overflow(page) > 0


def test_forced_colours_keep_buttons_and_signs_visible(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    try_demo(page, "unknown-middle-step.jpg")
    assert page.locator("h1#answer").is_visible()
    border = "getComputedStyle(document.querySelector('.acts .btn')).borderTopWidth"
    assert page.evaluate(border) == "1px"
