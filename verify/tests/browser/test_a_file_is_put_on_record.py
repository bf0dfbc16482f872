"""From a result to a record and on to a bundle that the next page checks, as a desk does it; scripts or not."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.recording import (
    bundle_of,
    log_in,
    record_openly,
    record_sealed,
    until_anchored,
    until_entries,
    until_written,
)
from verify.tests.browser.steps import codes, overflow, try_demo
from verify.tests.browser.walking import UNFOLD
from verify.tests.browser.watch import Watch

PLAIN = ["/log", "/bundle", "/records", "/records/new", "/log/entry/0"]


def test_a_record_shows_its_two_moments_as_they_come_and_its_bundle_holds(
    open_page: OpenPage, demo: Demo, tmp_path: Path
) -> None:
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    record_openly(page, "camera-original.jpg")
    until_anchored(page)
    assert "may be much older" in page.locator(".why").inner_text()
    assert "development chain: proves nothing to outsiders" in page.locator("#told").inner_text()
    assert page.locator("[data-copy]").first.is_visible()
    bundle = bundle_of(page, tmp_path)
    page.goto("/bundle")
    page.set_input_files("#bundle", bundle)
    page.set_input_files("#media", demo.media / "camera-original.jpg")
    page.click("text=Check the bundle")
    page.wait_for_selector("#grades")
    assert "names exactly the file that you sent" in page.locator(".lines").inner_text()
    assert page.locator(".line .state:has-text('does not hold')").count() == 0
    _assert_fit(page)


def test_an_open_record_is_found_at_once_by_everybody_who_has_the_file(open_page: OpenPage, demo: Demo) -> None:
    ours, theirs = open_page(reduced_motion="reduce"), open_page(reduced_motion="reduce")
    log_in(ours, demo)
    record_openly(ours, "film.mp4")
    until_anchored(ours)
    try_demo(theirs, "film.mp4")
    line = theirs.locator(".line:has(dt:has(a:text-is('On record')))").first
    assert "put exactly these bytes on record" in line.inner_text()
    assert codes(theirs, "headline") != ["same_as_record"]
    line.locator("a:has-text('The record')").click()
    theirs.wait_for_url("**/r/**")
    assert theirs.locator("#acts a:has-text('Retract')").count() == 0
    try_demo(ours, "film.mp4")
    assert codes(ours, "headline") == ["same_as_record"]


def test_a_sealed_record_is_seen_by_its_team_alone_and_can_be_erased(
    open_page: OpenPage, demo: Demo, watch: Watch
) -> None:
    ours, theirs = open_page(reduced_motion="reduce"), open_page(reduced_motion="reduce")
    log_in(ours, demo)
    record_sealed(ours, "phone-photo.jpg")
    address = ours.url.partition("?")[0]
    watch.excuse(404)
    assert theirs.goto(address).status == 404  # type: ignore[union-attr]
    try_demo(theirs, "phone-photo.jpg")
    assert "No open record" in theirs.locator(".line:has(dt:has(a:text-is('On record')))").inner_text()
    ours.click("text=Erase …")
    _assert_fit(ours)
    ours.check("#understood")
    ours.click("button:has-text('Erase it for ever')")
    ours.wait_for_url("**/records?after=erased")
    assert "gone" in ours.locator("[role=status]").inner_text()
    assert ours.goto(address).status == 404  # type: ignore[union-attr]


def test_an_article_is_recorded_as_one_work_without_script(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(java_script_enabled=False)
    log_in(page, demo)
    page.goto("/records")
    page.click("text=Record an article")
    page.fill("#headline", "Harbour on fire")
    page.fill("#text", "Nobody was hurt.")
    page.set_input_files("#picture", [demo.media / "camera-original.jpg", demo.media / "unknown-signer.jpg"])
    page.check("#form-open")
    page.check("#understood")
    page.click("text=Record the work")
    page.wait_for_url("**/r/**")
    until_written(page)
    assert page.locator("#parts").is_visible()
    assert page.locator("dt bdi:text-is('picture')").count() == 2
    page.click("summary:has-text('The path with its hashes')")
    assert page.locator(".joins code").first.is_visible()


def test_an_unticked_box_records_nothing(open_page: OpenPage, demo: Demo, watch: Watch) -> None:
    watch.excuse(400)
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    page.goto("/records/new")
    page.fill("#headline", "Harbour on fire")
    page.check("#form-open")
    page.click("text=Record the work")
    page.wait_for_selector("[role=alert]")
    assert "Nothing was recorded." in page.locator("[role=alert]").inner_text()
    assert page.input_value("#headline") == "Harbour on fire"
    _assert_fit(page)


def test_pages_of_the_chronology_are_fit_for_everybody(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    record_openly(page, "redacted-location.jpg")
    _assert_fit(page)
    until_anchored(page)
    _assert_fit(page)
    for path in PLAIN:
        page.goto(path)
        _assert_fit(page)


def test_a_record_is_made_and_read_by_keyboard_alone(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    try_demo(page, "unknown-middle-step.jpg")
    page.focus("#understood")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/**")
    until_anchored(page)
    page.focus("#path summary")
    page.keyboard.press("Enter")
    assert page.locator(".joins").is_visible()


def test_a_record_prints_without_buttons_and_unfolded(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    until_entries(page)
    page.goto("/log/entry/0")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("pre").is_visible()
    assert page.locator(".acts").first.is_hidden()


def _assert_fit(page: Page) -> None:
    """WCAG 2.2 A and AA by axe, narrow and wide, light and dark, and never wider than its window."""
    page.evaluate(UNFOLD)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
    page.emulate_media(color_scheme="light")
