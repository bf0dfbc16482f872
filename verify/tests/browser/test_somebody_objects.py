"""Somebody objects to a use of their likeness and the desk answers; no page of it scrolls sideways or fails axe."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import overflow, try_demo, until


def fit(page: Page) -> None:
    for scheme in ("light", "dark"):
        assert violations(page, scheme=scheme) == []
    assert overflow(page) <= 0


def write(page: Page, category: str = "likeness") -> None:
    page.goto("/object")
    page.check(f"#about-{category}")
    page.fill("#words", "That is my face, and I never agreed.")


def send(page: Page) -> None:
    page.click("text=Send it to the desk")
    page.wait_for_url("**/object/*")


def log_in(page: Page, demo: Demo) -> None:
    """A reviewer comes in, and shows once more that it is them."""
    page.goto("/accounts/login/?next=/objections")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("h1:has-text('Confirm it is you')")
    page.click("main >> text=Use your password")
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("h1:has-text('Objections')")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_form_fits_everybody(open_page: OpenPage, width: int) -> None:
    page = open_page(width, reduced_motion="reduce")
    page.goto("/object")
    fit(page)
    write(page)
    send(page)
    fit(page)


def test_the_number_of_a_file_is_worked_out_here_and_the_file_stays(open_page: OpenPage, tmp_path: Path) -> None:
    media = tmp_path / "me.jpg"
    media.write_bytes(b"\xff\xd8" + b"a face" * 50_000)
    page, bodies = open_page(reduced_motion="reduce"), []

    def note(request: Request) -> None:
        if request.method == "POST":
            bodies.append(request.post_data_buffer or b"")

    page.on("request", note)
    write(page)
    page.set_input_files("#file", media)
    until(page, "document.getElementById('sha256').value.length === 64")
    assert page.input_value("#sha256") == sha256(media.read_bytes()).hexdigest()
    send(page)
    assert len(bodies) == 1
    assert len(bodies[0]) < 2_000
    assert b"me.jpg" not in bodies[0]


def test_of_intimate_material_nothing_is_asked_for(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    write(page)
    page.fill("#sha256", "ab" * 32)
    page.check("#about-intimate")
    assert not page.is_visible("#sha256")
    assert page.input_value("#sha256") == ""
    assert not page.is_visible("#file")
    send(page)
    assert "Intimate material" in page.inner_text("main")


def test_it_works_without_script(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    write(page, "voice")
    assert not page.is_visible("#file"), "without script the number cannot be worked out here, and no file is taken"
    send(page)
    assert "received" in page.inner_text("main")
    page.check("#sure")
    page.click("text=Take the objection back")
    assert "taken back" in page.inner_text("main")


def test_the_desk_answers_and_the_objector_reads_it(open_page: OpenPage, demo: Demo) -> None:
    theirs, ours = open_page(reduced_motion="reduce"), open_page(reduced_motion="reduce")
    write(theirs, "purpose")
    send(theirs)
    there = theirs.url.partition("?")[0]
    log_in(ours, demo)
    fit(ours)
    ours.click("a:has-text('Another use than consented to') >> nth=-1")
    fit(ours)
    ours.click("text=Take it up")
    ours.click("text=Open what they told")
    assert "That is my face" in ours.inner_text("main")
    fit(ours)
    ours.goto(ours.url.removesuffix("/read"))
    ours.check("text=a question to you: Where can it be seen?")
    ours.click("button:text-is('Answer')")
    theirs.goto(there)
    assert "Where can it be seen?" in theirs.inner_text("main")
    assert "1 time" in theirs.inner_text("main")
    fit(theirs)


def test_a_declared_work_says_that_no_consent_is_on_record(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    try_demo(page, "ai-generated.png")
    assert "No consent of anybody it may show is on record" in page.inner_text("main")
    page.click("text=Is this you? Object >> nth=0")
    page.wait_for_selector("h1:has-text('Is that you')")
