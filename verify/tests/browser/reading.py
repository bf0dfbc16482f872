"""What a screen reader says of a page, in its order: Chromium's own accessibility tree as a list of lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page

from verify.tests.browser.walking import UNFOLD

LINE = re.compile(r"""^\s*- '?(?P<role>[a-z]+)(?P<name> "(?:[^"\\]|\\.)*")?(?P<marks>[^:]*):?(?P<text>.*)$""")
LEVEL = re.compile(r"\[level=(\d)\]")
DIRECTION = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
LINKS = """() => [...document.querySelectorAll('main a[href], header a[href], footer a[href]')]
  .filter(one => one.checkVisibility())
  .map(one => {
    const by = (one.getAttribute('aria-describedby') || '').split(' ').map(id => document.getElementById(id));
    const said = (one.getAttribute('aria-label') || one.textContent).replace(/\\s+/g, ' ').trim();
    return [said, by.filter(Boolean).map(other => other.textContent.trim()).join(' '), one.getAttribute('href')];
  })"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One thing that is said: what it is, how it is called, and what stands in it."""

    role: str
    name: str
    text: str
    level: int


def read_aloud(page: Page) -> list[Spoken]:
    """Return everything a reader hears from top to bottom, with all folds open."""
    page.evaluate(UNFOLD)
    lines = page.locator("body").aria_snapshot().translate(DIRECTION).splitlines()
    found = [LINE.match(line) for line in lines]
    return [_spoken(one) for one in found if one]


def links_of(page: Page) -> list[tuple[str, str, str]]:
    """Return every visible link as its name, what describes it, and where it leads."""
    return [(said, by, href) for said, by, href in page.evaluate(LINKS)]


def _spoken(found: re.Match[str]) -> Spoken:
    level = LEVEL.search(found["marks"])
    return Spoken(
        found["role"], (found["name"] or "").strip(' "'), found["text"].strip(" '"), int(level[1]) if level else 0
    )
