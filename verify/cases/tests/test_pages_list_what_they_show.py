"""A page is read for its pictures within hard limits, and nothing on it decides where anybody calls."""

from __future__ import annotations

import contextlib

import pytest

from verify.cases import page_pictures
from verify.cases.page_pictures import MOST_LISTED, PageItem, UnreadablePage, from_bytes, items_of, to_bytes

BASE = "https://news.example/world/fire.html"
PAGE = """
<html><head><title>Fire</title>
<meta property="og:image" content="/img/lead.jpg"><meta name="twitter:image" content="https://cdn.example/card.webp">
</head><body>
<img src="data:image/gif;base64,R0" data-src="../img/harbour.jpg" alt="Smoke over the harbour">
<img src="small.jpg" srcset="small.jpg 480w, large.jpg 1600w, middle.jpg 800w">
<img src="pixel.gif" width="1" height="1"><img src="/logo.svg" alt="logo"><img src="/img/lead.jpg" alt="again">
<picture><source srcset="p.avif 1x, p2.avif 2x" type="image/avif"><img src="p.jpg"></picture>
<video src="clip.mp4" poster="clip.jpg"></video><audio><source src="voice.mp3" type="audio/mpeg"></audio>
<a href="full.JPG?download=1" title="in full">x</a><a href="/about.html">y</a><a href="javascript:alert(1)">z</a>
"""


def _links(page: str, base: str = BASE) -> list[str]:
    return [one.url for one in items_of(page.encode(), base)]


def test_everything_a_page_shows_is_listed_once_in_its_order() -> None:
    assert _links(PAGE) == [
        "https://news.example/img/lead.jpg",
        "https://cdn.example/card.webp",
        "https://news.example/img/harbour.jpg",
        "https://news.example/world/large.jpg",
        "https://news.example/world/p2.avif",
        "https://news.example/world/p.jpg",
        "https://news.example/world/clip.mp4",
        "https://news.example/world/clip.jpg",
        "https://news.example/world/voice.mp3",
        "https://news.example/world/full.JPG?download=1",
    ]


def test_the_words_of_a_page_stay_with_its_pictures() -> None:
    found = {one.url.rpartition("/")[2]: (one.kind, one.words) for one in items_of(PAGE.encode(), BASE)}
    assert found["harbour.jpg"] == ("image", "Smoke over the harbour")
    assert found["clip.mp4"] == ("video", "")
    assert found["voice.mp3"] == ("audio", "")
    assert found["full.JPG?download=1"] == ("image", "in full")


def test_a_page_may_say_what_its_links_are_relative_to() -> None:
    assert _links('<base href="https://cdn.example/a/"><img src="b.jpg">') == ["https://cdn.example/a/b.jpg"]


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "http://127.1/a.jpg:99",
        "http://me@news.example/a.jpg",
        "http://[::1%25lo]/",
        "ftp://a.b/c",
        "http://2130706433:8080/a.jpg",
        "//localhost/a.jpg",
        "http://news.example:22/a.jpg",
        "\\\\host\\a.jpg",
        "x" * 5000,
    ],
)
def test_links_that_nobody_may_call_are_left_out(place: str) -> None:
    assert _links(f'<img src="{place}"><img src="good.jpg">') == ["https://news.example/world/good.jpg"]


def test_a_page_without_end_is_listed_to_its_limit() -> None:
    page = "".join(f'<img src="{number}.jpg">' for number in range(5_000))
    assert len(_links(page)) == MOST_LISTED


@pytest.mark.parametrize("hostile", ["<a " * 300_000, "<div>" * 200_000, "<![CDATA[" * 100_000, "\x00" * 1_000_000])
def test_hostile_pages_end_in_an_answer_or_in_a_refusal(hostile: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "READING_SECONDS", 5.0)
    with contextlib.suppress(UnreadablePage):
        assert len(_links(hostile)) <= MOST_LISTED


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "READING_SECONDS", 0.01)
    with pytest.raises(UnreadablePage):
        items_of(PAGE.encode(), BASE)


def test_a_reader_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pictures, "READER", "verify.cases.there_is_no_such_reader")
    with pytest.raises(UnreadablePage):
        items_of(PAGE.encode(), BASE)


def test_a_list_is_read_back_as_it_was_and_shows_nothing_of_itself_in_logs() -> None:
    item = PageItem("https://news.example/a.jpg", "image", "Smoke")
    assert from_bytes(to_bytes([item])) == (item,)
    assert "news" not in repr(item)
    assert "Smoke" not in repr(item)
