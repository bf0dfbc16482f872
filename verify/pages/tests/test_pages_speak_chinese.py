"""Pages read in Chinese hold no English sentence, and times stand in the order of the language, with UTC beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from provenance.types import Report
from verify.pages.presentation.moments import stated
from verify.pages.tests import reports
from verify.reports.tests.conftest import Checked, checked  # noqa: F401 - the fixture

pytestmark = pytest.mark.django_db(databases="__all__")

CHINESE: dict[str, Any] = {"HTTP_ACCEPT_LANGUAGE": "zh-CN"}
PUBLIC = (
    "/", "/about", "/privacy", "/formats", "/lists", "/list", "/log", "/bundle", "/object", "/glossary", "/tour",
    "/keys/claim", "/accounts/login/", "/nothing-here", "/badge", "/list/report",
)  # fmt: skip
AS_IT_IS = frozenset({"bdi", "code", "pre", "script", "style", "kbd", "samp", "textarea", "title"})
"""Names between isolates, what is typed, and what programs read."""

SENTENCE = re.compile(r"(?:\b[A-Za-z][a-z’']+\b[ ,;:]+){3,}[a-z]{2,}")
"""Four words one after the other; names of products have fewer."""


class Read(HTMLParser):
    """The text that a reader sees, without names, code and what is said to be in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        elsewhere = tag != "html" and any(name == "lang" for name, _ in attrs)
        if tag in AS_IT_IS or elsewhere or (self.within and self.within[-1] == tag):
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.found.append(re.sub("\u2068.*?\u2069", "", data))


def english(page: str) -> list[str]:
    reader = Read()
    reader.feed(page)
    text = re.sub(r"\s+", " ", " ¶ ".join(reader.found))
    return [found.group() for found in SENTENCE.finditer(text)]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_for_everybody(client: Client, path: str) -> None:
    page = client.get(path, follow=True, **CHINESE).content.decode()
    assert '<html lang="zh-hans"' in page
    assert english(page) == []


@pytest.mark.parametrize(
    "made",
    [reports.unknown_middle, reports.bad_middle, reports.long_branches, reports.bare],
)
def test_a_result_and_its_report(client: Client, checked: Checked, made: Callable[[], Report]) -> None:  # noqa: F811
    found = checked(made())
    for path in (f"/c/{found.pk}", f"/c/{found.pk}?view=expert", f"/c/{found.pk}/embed/block"):
        page = client.get(path, **CHINESE).content.decode()
        assert 'lang="zh-hans"' in page
        assert english(page) == [], path


def test_what_was_left_in_english_is_found() -> None:
    page = '<html lang="zh-hans"><p>好 This was left so.</p><code>a b c d e f</code><bdi>One two three four</bdi>'
    assert english(page) == ["This was left so"]


@pytest.mark.parametrize(
    ("language", "to_the_minute", "day"),
    [("en", "5 November 2026, 14:03 UTC", "5 November 2026"), ("zh-hans", "2026年11月5日 14:03 UTC", "2026年11月5日")],
)
def test_times_stand_as_the_language_has_them_and_in_utc(language: str, to_the_minute: str, day: str) -> None:
    with translation.override(language):
        at, whole = stated("2026-11-05T22:03:09+08:00"), stated("2026-11-05")
    assert at
    assert whole
    assert (at.text, at.machine) == (to_the_minute, "2026-11-05T14:03:09+00:00")
    assert whole.text == day
