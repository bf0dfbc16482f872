"""A link that leads to a page: its pictures are listed, chosen with or without script, followed to their answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page

from fixtures.photographs import photograph
from verify.tests.browser.axe import violations
from verify.tests.browser.loopback_worker_name import NAME
from verify.tests.browser.steps import ANSWER_SECONDS, answer, overflow
from verify.tests.browser.visiting import visiting
from verify.tests.workers.installation import Installation

OpenPage = Callable[..., Page]
LINK = f"http://{NAME}/gallery"
GALLERY = b"""<!doctype html><title>Harbour</title><meta property="og:image" content="/harbour.jpg">
<img src="lake.jpg" alt="A lake at dawn"><img src="/gone.jpg"><img src="http://127.0.0.1/inside.jpg" alt="inside">
<img src="dot.gif" width="1" height="1"><p>Words.</p>"""


class Site(BaseHTTPRequestHandler):
    """A gallery with two pictures, one that is gone, and one that lies inside somebody's network."""

    pictures: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        found = {"/gallery": ("text/html; charset=utf-8", GALLERY)}
        found |= {path: ("image/jpeg", content) for path, content in self.pictures.items()}
        kind, body = found.get(self.path, ("text/plain", b""))
        self.send_response(200 if self.path in found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def gallery() -> Iterator[int]:
    for name in ("harbour", "lake"):
        target = BytesIO()
        photograph(name).convert("RGB").save(target, "JPEG")
        Site.pictures[f"/{name}.jpg"] = target.getvalue()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(gallery: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = Installation(tmp_path_factory.mktemp("site"))
    place.prepare(static=True)
    web, _process = place.web()
    place.worker("-m", "verify.tests.browser.loopback_worker", str(gallery))
    yield web
    place.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[OpenPage]:
    Site.asked.clear()
    with visiting(chromium, address, 404) as opened:
        yield opened


def look_up(page: Page, asked: str) -> None:
    page.goto("/")
    page.fill("#asked", asked)
    page.press("#asked", "Enter")
    page.wait_for_url("**/c/**", timeout=ANSWER_SECONDS)


def test_pictures_are_listed_and_nothing_of_them_is_fetched_yet(visit: OpenPage) -> None:
    page = visit()
    look_up(page, LINK)
    assert "4 pictures were found on it" in page.inner_text("h1")
    names = [one.strip("\u2068\u2069") for one in page.locator(".shown label").all_inner_texts()]
    assert names == ["harbour.jpg", "lake.jpg", "gone.jpg", "inside.jpg"]
    assert "A lake at dawn" in page.inner_text(".shown")
    assert Site.asked == ["/gallery", "/gallery"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_of_them_is_chosen_and_answered(visit: OpenPage, script: bool) -> None:
    page = visit(java_script_enabled=script)
    look_up(page, LINK)
    page.check("#picture-0")
    page.click("text=Check what is ticked")
    answer(page)
    assert "JPEG" in page.inner_text(".facts")


def test_all_are_chosen_by_keyboard_and_the_list_follows_them_to_their_answers(visit: OpenPage) -> None:
    page = visit()
    look_up(page, LINK)
    page.focus("[data-all]")
    page.keyboard.press("Enter")
    page.focus("text=Check what is ticked")
    page.keyboard.press("Enter")
    page.wait_for_selector(".shown a")
    for place in (0, 1):
        page.wait_for_selector(f"#state-{place}:has-text('the answer is ready')", timeout=ANSWER_SECONDS)
    page.wait_for_selector("#state-2:has-text('nothing at this address')", timeout=ANSWER_SECONDS)
    page.wait_for_selector("#state-3:has-text('not on the public internet')", timeout=ANSWER_SECONDS)
    assert page.locator("text=Check what is ticked").count() == 0
    page.click(".shown a >> nth=1")
    answer(page)


def test_the_list_is_nobody_elses(visit: OpenPage) -> None:
    ours, theirs = visit(), visit()
    look_up(ours, LINK)
    answered = theirs.goto(ours.url)
    assert answered is not None
    assert answered.status == 404
    assert "harbour" not in theirs.content()


def test_the_list_is_fit_for_everybody(visit: OpenPage, tmp_path: Path) -> None:
    page = visit()
    look_up(page, LINK)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width


def test_a_forgotten_list_is_gone(visit: OpenPage) -> None:
    page = visit()
    look_up(page, LINK)
    there = page.url
    page.click("text=Forget this list now")
    page.wait_for_url("**/?after=discarded")
    answered = page.goto(there)
    assert answered is not None
    assert answered.status == 404


def test_the_allow_rule_of_the_test_lets_nothing_else_through(visit: OpenPage) -> None:
    page = visit()
    look_up(page, "http://elsewhere.example.net/gallery")
    assert "was not found" in page.inner_text("h1")
