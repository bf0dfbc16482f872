"""The one box as its readers use it: each key typed, its guess shown and changed, by keyboard and without script."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.recording import log_in, until_anchored, until_entries
from verify.tests.browser.steps import answer, overflow, send
from verify.tests.browser.watch import Watch

GUESS = "document.querySelector('#kind').options[0].textContent"


def picture(number: int) -> dict[str, object]:
    """A file of this test alone: what it records must change no answer that other tests of this demo wait for."""
    target = BytesIO()
    Image.effect_noise((64, 48 + number), 90).save(target, "PNG")
    return {"name": "own.png", "mimeType": "image/png", "buffer": target.getvalue()}


def record(page: Page, file: dict[str, object], link: str = "") -> str:
    """Check a file and record it openly, without letting copies of it be found; return the name of the record."""
    send(page, file)  # type: ignore[arg-type]
    for option in page.locator("[id=open-findable]").all():
        option.uncheck()
    page.fill("#link-of-work", link)
    page.check("#understood")
    page.click("text=Record it openly")
    page.wait_for_url("**/r/**")
    return page.url.partition("?")[0].rpartition("/")[2]


def look_up(page: Page, asked: str) -> None:
    page.goto("/")
    page.fill("#asked", asked)
    page.press("#asked", "Enter")
    page.wait_for_selector("h1#answer")


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("9f2c41aa07de5b13" * 4, "a SHA-256, as it looks"),
        ("0x" + "9f2c41aa07de5b13" * 4, "a transaction, as it looks"),
        ("0x" + "ab" * 20, "an author, as it looks"),
        ("did:web:agence.example", "an author, as it looks"),
        ("61204", "a record, as it looks"),
        ("news.example/fire.jpg", "a link, as it looks"),
        ("harbour fire", "what it looks like"),
    ],
)
def test_the_guess_is_shown_while_one_types(open_page: OpenPage, typed: str, guess: str) -> None:
    page = open_page()
    page.goto("/")
    page.fill("#asked", typed)
    assert page.evaluate(GUESS) == guess


def test_a_file_is_asked_for_by_its_digest_alone(open_page: OpenPage, demo: Demo) -> None:
    page, own = open_page(reduced_motion="reduce"), picture(1)
    log_in(page, demo)
    name = record(page, own)
    page.goto("/")
    page.set_input_files("#file", own)  # type: ignore[arg-type]
    page.click("text=Look up its SHA-256 only")
    page.wait_for_selector("h1#answer")
    assert "One open record here holds exactly these bytes." in page.inner_text("h1")
    assert page.locator(f"a[href='/r/{name}']").count() == 1
    assert page.url == f"{demo.address}/look"
    _assert_fit(page)


def test_a_transaction_tells_which_entries_it_anchors(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    record(page, picture(2))
    until_anchored(page)
    codes = page.locator(".anchors code").all_inner_texts()
    look_up(page, next(text for text in codes if text.startswith("0x") and len(text) == 66))
    assert "entries of this log" in page.inner_text("h1")
    assert "proves nothing to outsiders" in page.inner_text("main")
    _assert_fit(page)


def test_an_author_is_said_not_to_have_been_asked(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    look_up(page, "0x" + "ab" * 20)
    assert "Nobody is known here by that." in page.inner_text("h1")
    _assert_fit(page)


def test_a_record_is_found_by_its_number_and_by_its_name(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    until_entries(page)
    page.goto("/")
    page.fill("#asked", "#0")
    page.press("#asked", "Enter")
    page.wait_for_url("**/log/entry/0")
    log_in(page, demo)
    name = record(page, picture(3))
    page.goto("/")
    page.fill("#asked", name)
    page.press("#asked", "Enter")
    page.wait_for_url(f"**/r/{name}")


def test_a_link_that_was_named_with_a_record_is_found_without_fetching(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    record(page, picture(4), "https://news.example/harbour")
    look_up(page, "http://news.example/harbour?utm_source=feed")
    assert "names this link" in page.inner_text("h1")
    assert "was not fetched" in page.inner_text("main")
    _assert_fit(page)


def test_a_guess_is_changed_without_script_and_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.fill("#asked", "9f2c41aa07de5b13" * 4)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "kind"
    page.select_option("#kind", "tx")
    page.click("text=Look it up")
    assert "Read as a transaction" in page.inner_text("main")
    page.focus("button[name=kind]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Read as a SHA-256")


def test_what_is_none_of_them_says_what_to_do(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(400)
    page = open_page(reduced_motion="reduce")
    look_up(page, "harbour fire")
    assert "none of the things" in page.inner_text("h1")
    _assert_fit(page)


def test_nothing_that_is_looked_up_stands_in_an_address(open_page: OpenPage) -> None:
    page, asked = open_page(), []
    page.on("request", lambda request: asked.append(request.url))
    look_up(page, "cd" * 32)
    assert not any("cdcd" in url for url in asked)


def test_a_file_is_still_checked_from_the_same_box(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    page.goto("/")
    page.set_input_files("#file", demo.media / "camera-original.jpg")
    page.click("[data-go]")
    answer(page)


def _assert_fit(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
    page.emulate_media(color_scheme="light")
