"""Every page passes WCAG 2.2 A and AA by axe, narrow and wide, light and dark, and never scrolls sideways."""

from __future__ import annotations

import pytest

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import overflow, try_demo
from verify.tests.browser.watch import Watch

PLAIN = ["/", "/about", "/privacy", "/formats", "/lists", "/developers/", "/accounts/login/", "/nothing-here"]
ANSWERS = [
    "unknown-middle-step.jpg",
    "tampering-signed-again.jpg",
    "redacted-location.jpg",
    "stripped-copy.jpg",
    "film.mp4",
]
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_plain_pages(open_page: OpenPage, watch: Watch, width: int, scheme: str) -> None:
    watch.excuse(404)
    page = open_page(width, color_scheme=scheme, reduced_motion="reduce")
    for path in PLAIN:
        page.goto(path)
        page.evaluate(UNFOLD)
        assert violations(page) == [], path
        assert overflow(page) <= 0, path


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(open_page: OpenPage, name: str) -> None:
    page = open_page(reduced_motion="reduce")  # a colour on its way to the other scheme has no contrast yet
    try_demo(page, name)
    page.evaluate(UNFOLD)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == [], (width, scheme)
        assert overflow(page) <= 0, width


def test_the_check_itself_sees_a_planted_fault(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/about")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')")
    assert any(fault.startswith("label: <input>") for fault in violations(page))


def test_forced_colours_keep_buttons_and_signs_visible(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    try_demo(page, "unknown-middle-step.jpg")
    assert page.locator("h1#answer").is_visible()
    border = "getComputedStyle(document.querySelector('.acts .btn')).borderTopWidth"
    assert page.evaluate(border) == "1px"
