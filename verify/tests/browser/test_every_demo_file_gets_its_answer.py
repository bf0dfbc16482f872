"""Every demo file goes through the page and gets the answer that was written down for it by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from fixtures.expectations import EXPECTED
from verify.demo.listed import MEDIUM
from verify.demo.works import NAME
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.recording import log_in, until_entries
from verify.tests.browser.steps import OWN_TEXT, codes, try_demo
from verify.tests.browser.walking import faults_of
from verify.tests.browser.watch import Watch

NOT_READ = "unreadable"
FORBIDDEN = re.compile(r"\b(fake|faked|verified|guaranteed|true)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if one.headline_code != NOT_READ])
def test_the_page_shows_the_expected_codes_and_every_step(open_page: OpenPage, name: str) -> None:
    page, expected = open_page(), EXPECTED[name]
    try_demo(page, name)
    if name == MEDIUM:  # what the file itself earns, the demo's camera list takes away once it has an edition
        until_listed(page)
        assert codes(page, "headline") == [expected.credentials_code]
    else:
        assert codes(page, "headline") == [expected.headline_code]
    assert codes(page, "credentials") == [expected.credentials_code]
    said = codes(page, "trust · integrity · time")
    assert said == [f"{step.trust} · {step.integrity} · {step.time}" for step in expected.steps]


def test_a_file_that_cannot_be_opened_is_told_so_and_nothing_is_said_of_it(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(422)
    page = open_page(reduced_motion="reduce")
    page.goto("/")
    page.click('button[value="cut-off.png"]')
    page.get_by_text("says nothing about what it shows").first.wait_for()
    assert faults_of(page) == []


def until_listed(page: Page) -> None:
    """Ask again until the maintainers of the demo have listed its camera."""
    for _look in range(60):
        if "The camera list has named" in page.inner_text("section:has(> .side > #camera)"):
            return
        page.wait_for_timeout(2000)
        try_demo(page, MEDIUM)
    raise AssertionError("the camera of the demo was never listed")


@pytest.mark.parametrize("name", [name for name, one in EXPECTED.items() if one.similar])
def test_copies_are_led_back_to_their_record_and_judged_by_who_reads(
    open_page: OpenPage, demo: Demo, name: str
) -> None:
    anybody, desk = open_page(), open_page()
    log_in(desk, demo)
    until_entries(anybody)
    report = _report(anybody, name)
    assert report["headline"]["code"] == EXPECTED[name].headline_code
    assert _similar(report, NAME) == [EXPECTED[name].similar]
    assert "similar" not in report["not_checked"]
    assert _report(desk, name)["headline"]["code"] == EXPECTED[name].desk


def _report(page: Page, name: str) -> Any:
    """What the answer's own link to its report gives, once the works of the demo can be found and are on the log."""
    for _look in range(20):
        try_demo(page, name)
        link = page.locator("a[href$='/report.json']").first.get_attribute("href")
        report = page.request.get(str(link)).json()
        if set(_similar(report, NAME)) - {"likeness.waiting"}:
            return report
        page.wait_for_timeout(1000)
    raise AssertionError("the works of the demo were never found")


def _similar(report: Any, recorder: str) -> list[str]:
    """What is said of this recorder's works: other tests share the demo and may have recorded the same files."""
    likenesses = (one for one in report["findings"] if one["kind"] == "likeness")
    return [one["code"] for one in likenesses if one["params"].get("recorder") == recorder]


@pytest.mark.parametrize(
    "name", ["pixels-changed.jpg", "unknown-middle-step.jpg", "ai-generated.png", "stripped-copy.jpg"]
)
def test_no_answer_uses_a_word_that_firstlight_never_uses(open_page: OpenPage, name: str) -> None:
    page = open_page()
    try_demo(page, name)
    texts = page.locator(OWN_TEXT).all_inner_texts()
    assert len(texts) > 20
    assert [text for text in texts if FORBIDDEN.search(text)] == []


def test_the_doubtful_step_is_named_and_the_others_stay_calm(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "unknown-middle-step.jpg")
    assert page.locator("li.step").count() == 3
    assert page.locator("li.step.look").evaluate_all("steps => steps.map(step => step.id)") == ["step-2"]
    assert page.locator(".graph .g-untrusted").count() == 1


def test_a_redaction_is_shown_apart_from_edits(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "redacted-location.jpg")
    assert page.locator(".mark:has-text('redaction, not an edit')").count() == 1
    assert page.locator(".graph .g-bar").count() == 1


def test_a_declaration_of_ai_is_marked_in_words_and_in_the_drawing(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "ai-edited.webp")
    assert page.locator(".eyebrow").inner_text() == "Declared as edited with AI"
    assert page.locator(".graph .g-ai").count() == 1


def test_a_label_of_an_unknown_party_is_never_told_as_a_fact(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "mislabelled-as-ai.jpg")
    assert "Made by generative AI" not in page.locator("main").inner_text()
    assert "anyone can add" in page.locator(".line:has-text('Also noticed')").inner_text()
