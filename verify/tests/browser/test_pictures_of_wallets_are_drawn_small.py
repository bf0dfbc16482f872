"""What a wallet announces as its picture is drawn only where it is a small PNG or WebP; nothing is loaded for it."""

from __future__ import annotations

import base64
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page

from verify.tests.browser.conftest import OpenPage

DRAWN = """async text => {
  const { drawIcon } = await import('/static/firstlight/wallet_icon.js');
  return Boolean(await drawIcon(text));
}"""


def made(kind: str, side: int, **options: object) -> str:
    into = BytesIO()
    Image.new("RGB", (side, side), "navy").save(into, kind.upper(), **options)
    return f"data:image/{kind};base64,{base64.b64encode(into.getvalue()).decode()}"


def bomb() -> str:
    """A small file that says it is 30,000 pixels wide and high."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    body = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + b"\x00" * 32
    return f"data:image/png;base64,{base64.b64encode(body).decode()}"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    found = open_page()
    found.goto("/about")
    return found


@pytest.mark.parametrize("kind", ["png", "webp"])
@pytest.mark.parametrize("side", [1, 96, 512])
def test_small_pictures_are_drawn(page: Page, kind: str, side: int) -> None:
    assert page.evaluate(DRAWN, made(kind, side)) is True


@pytest.mark.parametrize(
    "announced",
    [
        made("png", 513),
        made("webp", 600, lossless=True),
        bomb(),
        made("jpeg", 96).replace("image/jpeg", "image/png"),
        made("jpeg", 96),
        made("png", 96)[:-40],
        made("png", 96).replace("base64,", ""),
        made("png", 96).upper(),
        "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=",
        "https://outside.example/icon.png",
        "javascript:alert(1)",
        "data:image/png;base64," + "A" * 100_000,
        "",
        None,
        7,
        {"toString": "data:image/png;base64,"},
    ],
)
def test_everything_else_is_not(page: Page, announced: object) -> None:
    assert page.evaluate(DRAWN, announced) is False
