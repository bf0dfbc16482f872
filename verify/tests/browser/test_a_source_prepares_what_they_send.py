"""On /source somebody who could be harmed looks at a link, scrubs a picture and seals a commitment, without an account.

What they send goes without name, cookie and referrer, and can be taken back; a desk records their line without learning
what it stands for.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from pathlib import Path

import pytest
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile
from playwright.sync_api import Browser, Page, Request

from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.line import asked_for, listening
from verify.tests.browser.recording import log_in, until_anchored
from verify.tests.browser.steps import ANSWER_SECONDS, until
from verify.tests.browser.test_an_address_is_told import fit
from verify.tests.browser.visiting import visiting

MARK = "Planted-7c1f"
TURNED = 6  # EXIF: the picture is to be shown turned by a quarter


def source_page(opened: OpenPage) -> tuple[Page, list[Request]]:
    page = opened(service_workers="block")
    page.set_default_timeout(ANSWER_SECONDS)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/source")
    page.wait_for_load_state("networkidle")
    asked: list[Request] = []

    def hear(request: Request) -> None:
        if "favicon" not in request.url:  # the browser's own matter, at a time of its choice
            asked.append(request)

    page.context.on("request", hear)
    return page, asked


def telling_picture(folder: Path, demo: Demo) -> Path:
    """A picture with credentials, EXIF, XMP, a comment, and a name: each of them tells of its maker."""
    file = folder / f"{MARK}.jpg"
    with Image.open(demo.media / "phone-photo.jpg") as picture:
        exif = picture.getexif()
        exif.update({0x010F: MARK, 0x013B: MARK, 0x0112: TURNED})
        exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
        xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{MARK}</x:xmpmeta>".encode()
        icc = ImageCmsProfile(createProfile("sRGB")).tobytes() + MARK.encode()
        picture.convert("RGB").resize((2400, 1200)).save(
            file, exif=exif, xmp=xmp, comment=MARK.encode(), icc_profile=icc
        )
    assert file.read_bytes().count(MARK.encode()) >= 5
    return file


def test_a_picture_is_reduced_to_its_pixels(open_page: OpenPage, demo: Demo, tmp_path: Path) -> None:
    page, asked = source_page(open_page)
    original = telling_picture(tmp_path, demo)
    copy = _drawn(page, original)
    assert asked == [], "choosing and drawing ask for nothing"
    assert MARK.encode() not in copy
    with Image.open(io.BytesIO(copy)) as drawn:
        assert drawn.size == (1024, 2048), "turned as it was to be shown, and made smaller"
        assert dict(drawn.getexif()) == {}
        assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}
        assert drawn.info.get("icc_profile") == _profile_of_an_empty_drawing(page), "the browser's own, as everybody's"
    shown = [page.locator(f"[data-{name}]").inner_text().replace(" ", "") for name in ("before", "after")]
    assert shown == [hashlib.sha256(one).hexdigest() for one in (original.read_bytes(), copy)]


def _drawn(page: Page, picture: Path) -> bytes:
    page.set_input_files("#picture", picture)
    page.wait_for_selector("[data-drawn]:not([hidden])")
    with page.expect_download() as download:
        page.click("[data-save]")
    assert download.value.suggested_filename == "picture.jpg"
    return download.value.path().read_bytes()


def test_on_the_line_the_copy_is_seen_without_name_cookie_and_referrer_and_can_be_taken_back(
    chromium: Browser, demo: Demo, tmp_path: Path
) -> None:
    with listening(demo.address) as line, visiting(chromium, line.address, 404) as opened:
        page, _ = source_page(opened)
        line.left()
        copy = _drawn(page, telling_picture(tmp_path, demo))
        assert asked_for(line.left()) == []
        page.click("[data-picture] [data-send]")
        page.wait_for_selector("[data-picture] [data-answered] a")
        left = line.left()
        assert copy[1024:5120] in left
        assert MARK.encode() not in left
        assert not any(word in left.lower() for word in (b"cookie:", b"referer:"))
        assert page.context.cookies() == []
        _taken_back(page, "[data-picture]")


EMPTY = """async () => {
  const canvas = document.createElement('canvas');
  canvas.getContext('2d').fillRect(0, 0, 1, 1);
  const blob = await new Promise(made => canvas.toBlob(made, 'image/jpeg', .9));
  return [...new Uint8Array(await blob.arrayBuffer())];
}"""


def _profile_of_an_empty_drawing(page: Page) -> bytes | None:
    with Image.open(io.BytesIO(bytes(page.evaluate(EMPTY)))) as empty:
        return empty.info.get("icc_profile")


def _taken_back(page: Page, box: str) -> None:
    there = page.locator(f"{box} [data-answered] a").get_attribute("href")
    page.click(f"{box} [data-answered] button")
    page.wait_for_selector("text=the file, its preview and the report are gone")
    assert page.request.get(there or "").status == 404


def test_a_link_is_looked_at_before_anything_is_sent(open_page: OpenPage, demo: Demo) -> None:
    page, asked = source_page(open_page)
    link = f"https://me:{MARK}@paper.example/story?id=7&utm_source=x&fbclid=y&session_token=z&to=a@b.example#part"
    page.fill("#link", link)
    assert set(_warned(page)) == {"user", "key", "person", "trace", "question", "fragment"}
    assert asked == []
    page.click("[data-use-clean]")
    assert page.input_value("#link") == "https://paper.example/story?id=7"
    assert _warned(page) == ["question"]
    page.click("[data-link] [data-send]")
    page.wait_for_selector("[data-link] [data-answered] a")
    (sent,) = asked
    assert json.loads(sent.post_data or "") == {"url": "https://paper.example/story?id=7"}
    assert not {"cookie", "referer"} & set(sent.all_headers())
    assert "https://paper.example/story?id=7" in page.locator("[data-sent] li").last.inner_text()
    _taken_back(page, "[data-link]")
    told = (demo.folder.parent / "words.txt").read_text(errors="replace")
    assert "paper.example" not in told
    assert "Log in as" in told, "else nothing was read"


LINKS = {
    "https://docs.google.com/document/d/1a2B3c4D5e6F7g8H9i0JkLmNoPq/edit": {"sharing", "opaque"},
    "https://team.sharepoint.com/x": {"sharing"},
    "http://192.168.4.7/report": {"inside"},
    "http://2130706433/report": {"inside"},
    "https://wiki.corp/leak": {"inside"},
    "http://[fd00::1]/a": {"inside"},
    "https://bit.ly/3xYz": {"short"},
    "https://store.example/a;jsessionid=ABC": {"key"},
    "https://s3.example/a.jpg?X-Amz-Signature=1&X-Amz-Expires=3": {"key"},
    "https://paper.example/read?x=eyJhbGciOi": {"key"},
    "https://paper.example/2026/11/story.html": set(),
    "javascript:alert(1)": {"no-link"},
}


def test_each_kind_of_telling_link_is_noticed_and_a_plain_one_is_left_alone(open_page: OpenPage) -> None:
    page, asked = source_page(open_page)
    found = {}
    for link in LINKS:
        page.fill("#link", link)
        found[link] = set(_warned(page))
    assert found == LINKS
    assert asked == []


def _warned(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('[data-warnings] li')].map(one => one.dataset.code)")  # type: ignore[no-any-return]


def test_a_sealed_commitment_is_recorded_by_a_desk_that_learns_nothing_and_opened_later(
    open_page: OpenPage, demo: Demo, tmp_path: Path
) -> None:
    page, asked = source_page(open_page)
    file = telling_picture(tmp_path, demo)
    opening, line = _sealed(page, file, tmp_path)
    digest = hashlib.sha256(file.read_bytes()).digest()
    expected = hmac.digest(bytes.fromhex(opening["salt"]), b"firstlight.sealed/1\0" + bytes([2]) + digest, "sha256")
    assert line == f"firstlight.commitment/1 {expected.hex()}"
    assert set(opening) == {"format", "commitment", "sha256", "salt", "made"}
    assert len(opening["made"]) == len("2026-11"), "the month and no more"
    assert asked == [], "neither is sent"
    desk = open_page(reduced_motion="reduce")
    log_in(desk, demo)
    desk.goto("/records/new")
    desk.fill("#text", line)
    desk.check("#form-sealed")
    desk.click("text=Record the work")
    desk.wait_for_url("**/r/**")
    until_anchored(desk)
    # Later, with nothing but what was kept.
    later, nothing = source_page(open_page)
    assert _opened(later, file, tmp_path / "opening.json") == "fits"
    assert line in later.locator("[data-opened]").inner_text().replace("\u2068", "").replace("\u2069", "")
    other = tmp_path / "other.jpg"
    other.write_bytes(file.read_bytes() + b"\0")
    assert _opened(later, other, tmp_path / "opening.json") == "another-file"
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps(opening | {"salt": "00" * 32}))
    assert _opened(later, file, changed) == "another-opening"
    assert nothing == []


def _sealed(page: Page, file: Path, folder: Path) -> tuple[dict[str, str], str]:
    page.set_input_files("#sealed-file", file)
    page.select_option("#grain", "month")
    page.click("[data-seal]")
    with page.expect_download() as download:
        page.click("[data-keep]")
    download.value.save_as(folder / "opening.json")
    return json.loads((folder / "opening.json").read_text()), page.locator("[data-hand]").inner_text()


def _opened(page: Page, file: Path, opening: Path) -> str:
    page.evaluate("document.querySelector('[data-opened]').removeAttribute('data-code')")
    page.set_input_files("#opened-file", file)
    page.set_input_files("#opening", opening)
    until(page, "document.querySelector('[data-opened]').dataset.code !== undefined")
    return str(page.locator("[data-opened]").get_attribute("data-code"))


def test_a_browser_that_gives_back_other_pixels_makes_no_spoiled_copy(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    page.add_init_script("CanvasRenderingContext2D.prototype.getImageData = (x, y, w, h) => new ImageData(w, h)")
    page.goto("/source")
    page.set_input_files("#picture", demo.media / "phone-photo.jpg")
    page.wait_for_selector("[data-picture] [data-trouble]:not([hidden])")
    assert "protects you" in page.locator("[data-picture] [data-trouble]").inner_text()
    assert page.locator("[data-drawn]").is_hidden()


def test_somebody_signed_in_is_warned(open_page: OpenPage, demo: Demo) -> None:
    page = open_page()
    log_in(page, demo)
    page.goto("/source")
    assert page.locator("text=You are signed in in this browser.").is_visible()


def test_the_page_is_worked_by_keyboard_and_fits_everybody(open_page: OpenPage, demo: Demo) -> None:
    page, _ = source_page(open_page)
    page.focus("#link")
    page.keyboard.type("https://paper.example/a?utm_source=x")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[data-use-clean]')")
    page.keyboard.press("Enter")
    assert page.input_value("#link") == "https://paper.example/a"
    page.fill("#link", "https://me@docs.google.com/a?token=1#x")
    page.set_input_files("#picture", demo.media / "phone-photo.jpg")
    page.set_input_files("#sealed-file", demo.media / "phone-photo.jpg")
    page.focus("#grain")
    until(page, "!document.querySelector('[data-seal]').disabled")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-sealed]:not([hidden])")
    page.wait_for_selector("[data-drawn]:not([hidden])")
    fit(page, "source")


@pytest.mark.parametrize("words", ["mat2 or ExifTool", "The name of a file"])
def test_without_script_the_advice_stands_and_the_tools_are_named(open_page: OpenPage, words: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/source")
    page.wait_for_selector(f"text={words}")
    assert page.locator("[data-source]").is_hidden()
