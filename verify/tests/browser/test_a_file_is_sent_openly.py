"""Before a file leaves the browser its owner sees its digest and where it goes; its name never leaves at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import ANSWER_SECONDS, answer, send, until
from verify.tests.browser.watch import Watch

# Chromium hides bodies with files from listeners, so the names are noted where the body is handed to it.
NOTE_NAMES = """
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  if (body instanceof FormData) {
    sessionStorage.setItem('sent', [...body.values()].filter(one => one instanceof File).map(one => one.name).join());
  }
  return send.call(this, body);
};
"""


def test_the_digest_and_the_keeping_are_shown_before_anything_is_sent(open_page: OpenPage, demo: Demo) -> None:
    page, sent = open_page(), []
    page.on("request", lambda request: sent.append(request.method))
    file = demo.media / "camera-original.jpg"
    page.goto("/")
    page.set_input_files("#file", file)
    until(page, "document.querySelector('[data-digest]').textContent.length > 64")
    assert page.locator("[data-digest]").inner_text().replace(" ", "") == hashlib.sha256(file.read_bytes()).hexdigest()
    assert "60 minutes" in page.locator("[data-chosen]").inner_text()
    assert "POST" not in sent


def test_the_name_of_the_file_stays_on_the_device(open_page: OpenPage, demo: Demo, tmp_path: Path) -> None:
    page = open_page()
    named = tmp_path / "meeting-with-source-at-the-harbour.jpg"
    named.write_bytes((demo.media / "camera-original.jpg").read_bytes())
    page.add_init_script(NOTE_NAMES)
    page.goto("/")
    page.set_input_files("#file", named)
    with demo.resting_workers():
        page.click("[data-go]")
        page.wait_for_url("**/check/*")
        noted = page.evaluate("sessionStorage.getItem('sent')")
    assert noted == "upload"
    answer(page)
    assert "meeting-with-source" not in page.content()


def test_what_the_file_claims_is_shown_once(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    send(page, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": _with_exif("Harbour at dusk")})
    assert "Harbour at dusk" in page.locator("main").inner_text()
    page.reload()
    assert "Harbour at dusk" not in page.locator("main").inner_text()
    assert "shown once" in page.locator("main").inner_text()


def test_a_stranger_with_the_address_sees_no_claims_and_cannot_discard(open_page: OpenPage, demo: Demo) -> None:
    mine, theirs = open_page(), open_page()
    mine.goto("/")
    mine.set_input_files("#file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": _with_exif("Harbour at dusk")})
    with demo.resting_workers():
        mine.click("[data-go]")
        mine.wait_for_url("**/check/*")
        address = mine.url
    theirs.goto(address)
    answer(theirs)
    assert "Harbour at dusk" not in theirs.locator("main").inner_text()
    assert theirs.locator("text=Discard file and report now").count() == 0


def test_discarding_leaves_nothing_behind(open_page: OpenPage, demo: Demo, watch: Watch) -> None:
    page = open_page()
    send(page, demo.media / "stripped-copy.jpg")
    address = page.url
    page.click("text=Discard file and report now")
    page.wait_for_url("**/?after=discarded")
    assert "Discarded" in page.locator("[role=status]").first.inner_text()
    watch.excuse(404)
    assert page.goto(address).status == 404  # type: ignore[union-attr]


def test_choosing_can_be_taken_back(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    page.goto("/")
    page.set_input_files("#file", demo.media / "stripped-copy.jpg")
    page.click("[data-cancel]")
    assert page.locator("[data-chosen]").is_hidden()
    assert page.evaluate("document.activeElement.id") == "file"


def test_sending_can_be_broken_off_half_way(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.set_input_files(
        "#file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": _with_exif("x") + bytes(3_000_000)}
    )
    page.click("[data-go]")
    until(page, "document.querySelector('[data-bar]').value > 2")
    page.click("[data-cancel]")
    assert page.locator("[data-sending]").is_hidden()
    assert page.locator("[data-trouble]").is_hidden()
    assert page.url.endswith("/")


def test_a_refused_file_is_told_on_the_spot(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(415)
    page = open_page()
    page.goto("/")
    page.set_input_files("#file", {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"just words " * 50})
    page.click("[data-go]")
    page.wait_for_selector("[data-trouble]:not([hidden])")
    assert len(page.locator("[data-trouble]").inner_text()) > 40
    assert page.url.endswith("/")


def _with_exif(description: str) -> bytes:
    from io import BytesIO

    from PIL import Image

    picture, out = Image.new("RGB", (320, 240), (90, 110, 130)), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = description
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_link_into_somebodys_own_network_is_told_in_words(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(400)
    page = open_page()
    page.goto("/")
    page.fill("#asked", "http://127.0.0.1/picture.jpg")
    page.press("#asked", "Enter")
    page.wait_for_selector("code:has-text('link.')", timeout=ANSWER_SECONDS)
    assert len(page.locator("h1").inner_text()) > 30
    assert "picture.jpg" not in page.content()
