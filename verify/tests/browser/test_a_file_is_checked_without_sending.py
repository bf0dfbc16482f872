"""On /local a file is digested and read in the browser: what leaves is what a button said, and the page lists it.

Requests are heard from outside the page, those of its worker too, and the bytes on the line as well.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from fixtures.corpus import need_corpus
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.line import asked_for, listening
from verify.tests.browser.steps import ANSWER_SECONDS, answer, send, until
from verify.tests.browser.test_an_address_is_told import fit
from verify.tests.browser.visiting import visiting
from verify.tests.browser.watch import Watch

LARGE_BYTES = 70 * 1024 * 1024  # more than the browser digests at once
READ = 120_000  # milliseconds; less than one second on an idle machine
STEPS = "[...document.querySelectorAll('[data-steps] [data-integrity]')].map(one => one.dataset.integrity)"


@dataclass
class Heard:
    """Every request since the page stood, with its body."""

    asked: list[tuple[str, str, bytes]] = field(default_factory=list)

    def hear(self, request: Request) -> None:
        if "favicon" not in request.url:  # the browser's own matter, at a time of its choice
            self.asked.append((request.method, request.url, request.post_data_buffer or b""))

    def take(self) -> list[tuple[str, str, bytes]]:
        asked, self.asked = self.asked, []
        return asked


def local_page(opened: OpenPage) -> tuple[Page, Heard]:
    page = opened(service_workers="block")
    page.set_default_timeout(ANSWER_SECONDS)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/local")
    page.wait_for_load_state("networkidle")
    heard = Heard()
    page.context.on("request", heard.hear)
    return page, heard


def choose(page: Page, file: Path) -> str:
    page.set_input_files("#file", file)
    until(page, "/^[0-9a-f ]{71}$/.test(document.querySelector('[data-digest]').textContent)")
    return page.locator("[data-digest]").inner_text().replace(" ", "")


def read(page: Page) -> tuple[str, list[str]]:
    page.click("[data-read]")
    page.wait_for_selector("[data-answer]:not([hidden])", timeout=READ)
    return str(page.locator("[data-answer]").get_attribute("data-code")), page.evaluate(STEPS)


def carries(file: Path, left: bytes) -> bool:
    """Whether what left holds a piece of the file; 64 bytes of it come together nowhere else."""
    content = file.read_bytes()
    return any(content[at : at + 64] in left for at in range(0, len(content) - 64, 4096))


def test_digest_and_credentials_are_read_and_nothing_of_the_file_leaves(open_page: OpenPage, demo: Demo) -> None:
    file = demo.media / "unknown-middle-step.jpg"
    page, heard = local_page(open_page)
    assert choose(page, file) == hashlib.sha256(file.read_bytes()).hexdigest()
    assert heard.take() == [], "choosing a file asks for nothing"
    code, steps = read(page)
    assert (code, set(steps)) == ("intact", {"intact"})
    asked = heard.take()
    assert [(method, url.rsplit("/", 1)[-1].split(".")[0], body) for method, url, body in asked] == [
        ("GET", "c2pa_bg", b""), ("GET", "reader", b"")]  # fmt: skip
    listed = page.locator("[data-sent] li").all_inner_texts()
    assert len(listed) == 3, "the page, the reader's two parts"
    assert "no button announced" not in " ".join(listed)
    # With the line cut the next file is read all the same: nobody else is asked.
    page.context.set_offline(True)
    choose(page, demo.media / "tampering-signed-again.jpg")
    assert read(page)[0] == "history"
    assert page.context.cookies() == []


def test_nothing_of_it_is_called_valid_or_trusted_and_names_are_text(open_page: OpenPage, demo: Demo) -> None:
    page, _ = local_page(open_page)
    for name in ("camera-original.jpg", "unknown-signer.jpg"):
        choose(page, demo.media / name)
        read(page)
        said = page.locator("[data-answer]").inner_text()
        assert "issuer not checked against any list here" in said
        assert not {"valid", "trusted", "verified", "fake", "true"} & set(said.lower().replace(".", " ").split())


def test_a_hostile_name_stays_text(open_page: OpenPage) -> None:
    page, _ = local_page(open_page)
    choose(page, need_corpus() / "c2pa" / "files" / "lab-injection-xss.jpg")
    read(page)
    assert page.locator("[data-answer] :is(script, img, iframe)").count() == 0


DEMO_FILES = (
    "camera-original.jpg",
    "unknown-middle-step.jpg",
    "tampering-signed-again.jpg",
    "redacted-location.jpg",
    "film.mp4",
)


@pytest.mark.parametrize("name", DEMO_FILES)
def test_each_step_is_found_as_the_server_finds_it(open_page: OpenPage, demo: Demo, name: str) -> None:
    page, _ = local_page(open_page)
    choose(page, demo.media / name)
    _, here = read(page)
    send(page, demo.media / name)
    report = page.request.get(f"{page.url.partition('#')[0]}/report.json").json()
    assert here == [step["integrity"] for step in report["credentials"]["steps"]]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("lab-a-chain-tampered-ingredient-resigned.jpg", "history"),
        ("c2pa-org__public-testfiles__adobe-20220124-CIE-sig-CA.jpg", "history"),
        ("lab-b-tampered-pixels.jpg", "changed"),
        ("lab-a-stripped-recompressed.jpg", "none"),
        ("lab-a-remote-only.jpg", "elsewhere"),
        ("contentauth__c2pa-rs__prerelease.jpg", "damaged"),
    ],
)
def test_the_sentence_names_what_is_in_doubt_and_never_more(open_page: OpenPage, name: str, code: str) -> None:
    page, heard = local_page(open_page)
    choose(page, need_corpus() / "c2pa" / "files" / name)
    assert read(page)[0] == code
    assert len(heard.take()) == 2, "credentials elsewhere are not fetched"


def test_the_look_up_sends_the_digest_alone(open_page: OpenPage, demo: Demo) -> None:
    file = demo.media / "camera-original.jpg"
    page, heard = local_page(open_page)
    digest = choose(page, file)
    page.click("[data-look-up]")
    page.wait_for_selector("[data-looked-up] p:not(:text-is('…'))")
    ((method, url, body),) = heard.take()
    assert (method, url.endswith("/api/v1/lookup"), json.loads(body)) == ("POST", True, {"sha256": digest})
    assert digest in page.locator("[data-sent] li").last.inner_text()
    assert page.context.cookies() == []


def test_on_the_line_the_file_is_seen_only_after_the_button_that_says_so_and_never_its_name(
    chromium: Browser, demo: Demo
) -> None:
    file = demo.media / "camera-original.jpg"
    with listening(demo.address) as line, visiting(chromium, line.address) as opened:
        page, _ = local_page(opened)
        line.left()
        digest = choose(page, file)
        assert asked_for(line.left()) == [], "choosing a file asks for nothing"
        read(page)
        left = line.left()
        assert b"GET /local/reader.js" in left
        assert not carries(file, left)
        assert digest.encode() not in left
        page.click("[data-look-up]")
        page.wait_for_selector("[data-looked-up] p:not(:text-is('…'))")
        left = line.left()
        assert digest.encode() in left
        assert not carries(file, left)
        page.click("[data-send]")
        page.wait_for_selector("[data-sent-away] a")
        left = line.left()
        assert carries(file, left), "else nothing above would have been seen either"
        assert b"camera-original" not in left
        assert b"cookie:" not in left.lower()
        assert "The file itself" in page.locator("[data-sent] li").last.inner_text()
        there = page.locator("[data-sent-away] a").get_attribute("href")
        page.click("[data-sent-away] a")
        answer(page)
        report = page.request.get(f"{there}/report.json")
        assert report.ok, (report.status, page.url)
        assert report.json()["headline"]["code"] == "all_signers_trusted"


def test_a_large_file_is_digested_piece_by_piece(open_page: OpenPage, tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    piece, whole = bytes(range(256)) * 4096, hashlib.sha256()
    with large.open("wb") as out:
        for _piece in range(LARGE_BYTES // len(piece)):
            out.write(piece)
            whole.update(piece)
    page, heard = local_page(open_page)
    assert choose(page, large) == whole.hexdigest()
    assert {url.rsplit("/", 1)[-1].split(".")[0] for _, url, _ in heard.take()} <= {"sha2", "_md", "_u64", "utils"}


def silent(route: Route) -> None:
    route.fulfill(content_type="text/javascript", body="")


def other(route: Route) -> None:
    route.fulfill(content_type="application/octet-stream", body=b"\0asm\1\0\0\0")


def missing(route: Route) -> None:
    route.fulfill(status=404)


FAULTS = {
    "late": ("**/local/reader.js", silent, "did not answer in time"),
    "other": ("**/c2pa_bg*", other, "was not the reader that this page names"),
    "absent": ("**/c2pa_bg*", missing, "could not be fetched"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_reader_that_does_not_come_or_hangs_is_told_and_says_nothing_about_the_file(
    open_page: OpenPage, demo: Demo, watch: Watch, fault: str
) -> None:
    watch.excuse(404)
    where, answer, words = FAULTS[fault]
    page, _ = local_page(open_page)
    page.route(where, answer)
    page.evaluate("document.querySelector('[data-local]').dataset.startSeconds = '1'")
    choose(page, demo.media / "camera-original.jpg")
    page.click("[data-read]")
    state = page.locator("[data-state]")
    until(page, f"document.querySelector('[data-state]').textContent.includes('{words}')")
    assert "That says nothing about the file" in state.inner_text()
    assert page.locator("[data-read]").is_enabled(), "one may try again"
    page.unroute(where)
    page.evaluate("document.querySelector('[data-local]').dataset.startSeconds = '60'")
    assert read(page)[0] == "intact"


def test_the_whole_page_is_worked_by_keyboard_alone_and_fits_everybody(open_page: OpenPage, demo: Demo) -> None:
    page, _ = local_page(open_page)
    choose(page, demo.media / "tampering-signed-again.jpg")
    page.focus("#file")
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-read]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-answer]:not([hidden])", timeout=READ)
    assert page.evaluate("document.activeElement.id") == "read", "focus goes to the answer"
    fit(page, "local-answer")


def test_without_script_the_page_says_why_and_what_else_there_is(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/local")
    page.wait_for_selector("text=This page needs script")
    assert page.locator("[data-local]").is_hidden()
    page.click("text=To the start page")
    assert page.locator("#asked").is_visible()
