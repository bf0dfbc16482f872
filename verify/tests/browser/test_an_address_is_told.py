"""Somebody subscribes an address, tries it out and sees that it arrived: the real worker tells a receiver beside it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from verify.tests.browser.axe import violations
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import overflow


@pytest.fixture
def receiver() -> Iterator[ThreadingHTTPServer]:
    """Takes the first message with 503 and every later one."""

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            told.append(self.headers["webhook-id"])
            self.send_response(503 if len(told) == 1 else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """A test says nothing."""

    told: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        server.told = told  # type: ignore[attr-defined]
        beside = threading.Thread(target=server.serve_forever)
        beside.start()
        yield server
        server.shutdown()
        beside.join()


def fit(page: Page, name: str) -> None:
    """Accessible, and no wider than its window; kept as pictures for people where a folder is named."""
    for width, scheme in ((320, "light"), (1280, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page, scheme="dark" if scheme == "dark" else "light") == [], (name, width, scheme)
        assert overflow(page) <= 0, (name, width)
        folder = os.environ.get("FIRSTLIGHT_SHOTS")
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)


def confirmed(page: Page, demo: Demo) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", demo.user)
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("text=Sign out")
    page.goto("/account/step-up?next=/account/webhooks")
    page.click("main .acts a")
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/account/webhooks")


def seen(page: Page, words: str) -> None:
    """Look again until the page says so: a worker is at work meanwhile."""
    for _look in range(40):
        if words in page.inner_text("main"):
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"never said: {words}")


def test_an_address_is_subscribed_tried_out_and_closed(
    open_page: OpenPage, demo: Demo, receiver: ThreadingHTTPServer
) -> None:
    page = open_page(reduced_motion="reduce")
    confirmed(page, demo)
    page.fill("[name=name]", "our labels")
    page.fill("[name=url]", f"http://127.0.0.1:{receiver.server_port}/hook")
    page.check("[value='batch.done']")
    fit(page, "webhooks")
    page.click("main form button.first")
    assert "whsec_" in page.inner_text("main")
    fit(page, "webhook-new")

    page.click("text=Send a try-out")
    seen(page, "answered 503")
    fit(page, "webhook-waiting")
    page.click("text=Send again")
    seen(page, "answered 204")
    told = receiver.told  # type: ignore[attr-defined]
    assert len(told) == 2
    assert len(set(told)) == 1
    page.click("summary")
    fit(page, "webhook-taken")

    page.click("text=Close")
    page.wait_for_url("**/account/webhooks")
    assert "our labels" not in page.inner_text("main")
