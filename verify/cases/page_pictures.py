"""Which pictures, films and recordings a page shows; read by a process of its own, since hostile pages wear it out.

The standard parser of HTML needs quadratic time for some pages (CVE-2025-6069 in the Python that ships with Debian 12):
a limit of time that holds is one of another process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

from verify.fetch import LinkRefused
from verify.fetch.limits import MAX_LINK_CHARS, WEB_PORTS
from verify.fetch.link import read_link

# A gallery has some dozens; whoever wants one of more finds it by its own address.
MOST_LISTED: Final = 60
# What the reading process may send: places with their words, before ours are picked out.
ANSWER_BYTES: Final = 1_000_000
# Ordinary pages of 2 MB take half a second, a busy machine some more.
READING_SECONDS: Final = 15.0
LONGEST_WORDS: Final = 200
READER: Final = "verify.cases.page_reader"
ROOT: Final = Path(__file__).parents[2]


class UnreadablePage(Exception):
    """The page could not be read to its end: the sender can only give the address of the picture itself."""


@dataclass(frozen=True, slots=True)
class PageItem:
    """One thing to check on a page: its link, what it is (`image`, `video`, `audio`), and the page's words for it."""

    url: str = field(repr=False)
    kind: str
    words: str = field(default="", repr=False)


def items_of(page: bytes, base: str) -> tuple[PageItem, ...]:
    """Return what a page shows, in its order, each link once, the picture it names for itself first.

    `base` is where the page came from. Raises UnreadablePage.
    """
    found = _read(page)
    base = joined(base, str(found.get("base", ""))) or base
    listed: dict[str, PageItem] = {}
    for kind, place, words in found.get("items", ()):
        link = joined(base, str(place))
        if link and link not in listed:
            listed[link] = PageItem(link, str(kind), str(words)[:LONGEST_WORDS])
    return tuple(listed.values())[:MOST_LISTED]


def joined(base: str, place: str) -> str:
    """The plain spelling of a link on a page, or nothing where nobody would ever fetch it."""
    if not place or len(place) > MAX_LINK_CHARS:
        return ""
    try:
        return read_link(urljoin(base, place), WEB_PORTS).url
    except (LinkRefused, ValueError):
        return ""


def _read(page: bytes) -> dict[str, Any]:
    command = [sys.executable, "-m", READER]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the page goes in as bytes
            command, input=page, capture_output=True, timeout=READING_SECONDS, check=False, cwd=ROOT, env={}
        )
    except subprocess.TimeoutExpired as slow:
        raise UnreadablePage from slow
    if done.returncode or len(done.stdout) > ANSWER_BYTES:
        raise UnreadablePage
    found = json.loads(done.stdout)
    return found if isinstance(found, dict) else {}


def to_bytes(items: Sequence[PageItem]) -> bytes:
    """Return a list as it lies in quarantine."""
    return json.dumps([asdict(one) for one in items]).encode()


def from_bytes(content: bytes) -> tuple[PageItem, ...]:
    """Read a list back."""
    return tuple(PageItem(**one) for one in json.loads(content))
