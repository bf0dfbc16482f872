"""What a file says stays text: no script, no element, no link, no line turned around."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from fixtures.corpus import CORPUS, need_corpus
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.steps import send

EVIL = """<img src=x onerror="document.title='owned'"><script>alert(1)</script><a href=javascript:alert(1)>x</a>"""
INJECTIONS = sorted((CORPUS / "c2pa" / "files").glob("*inject*"))
ALIVE = """() => [
  ...document.querySelectorAll('[onerror], [onload], [onclick], [style], style, iframe, object, embed'),
  ...[...document.querySelectorAll('script')].filter(one => !one.getAttribute('src')?.startsWith('/static/')),
  ...[...document.querySelectorAll('[href], [src], [action]')].filter(one => /^\\s*(javascript|data|https?):/i.test(
    one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('action'))),
].map(one => one.outerHTML.slice(0, 200))"""


def test_claims_in_a_picture_are_shown_as_they_were_written(open_page: OpenPage) -> None:
    page = open_page()
    send(page, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": _claiming(EVIL)})
    assert "<img src=x onerror=" in page.locator("main").inner_text()
    assert page.evaluate(ALIVE) == []
    assert page.title().endswith("Firstlight")


def test_a_text_cannot_turn_its_line_around(open_page: OpenPage) -> None:
    page = open_page()
    send(page, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": _claiming("photo\u202egpj.exe")})
    text = page.locator("main").inner_text()
    assert "\u202e" not in text
    assert "gpj.exe" in text


@pytest.mark.corpus
@pytest.mark.parametrize("name", [file.name for file in INJECTIONS] or ["missing"])
def test_credentials_made_to_inject_are_inert(open_page: OpenPage, name: str) -> None:
    need_corpus(f"c2pa/files/{name}")
    page = open_page()
    send(page, CORPUS / "c2pa" / "files" / name)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    assert page.evaluate(ALIVE) == []
    assert page.title().endswith("Firstlight")


def _claiming(text: str) -> bytes:
    exif, out = Image.Exif(), BytesIO()
    exif[0x010E] = text.encode("utf-8")
    Image.new("RGB", (320, 240), (90, 110, 130)).save(out, "JPEG", exif=exif)
    return out.getvalue()
