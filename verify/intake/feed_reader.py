"""Reads one feed or sitemap from its standard input and lists it as JSON; run as a process of its own.

Loads neither Django nor a decoder, stands behind walls before it reads, and ends when a document takes too much.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import feedparser
from bs4 import BeautifulSoup
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from provenance.sandbox.reader_walls import load_spellings, stand_behind_walls

CPU_SECONDS: Final = 10
MEMORY_BYTES: Final = 1_000_000_000
MOST_ENTRIES: Final = 1_000
"""A feed has some dozens; a sitemap of news the last two days. What stood there before was taken in before."""
MOST_MEDIA: Final = 20
"""Of one entry."""
LONGEST_PLACE: Final = 4_096

SITEMAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGES: Final = "{http://www.google.com/schemas/sitemap-image/1.1}"
MEDIA_KINDS: Final = ("image/", "video/", "audio/")
MEDIUMS: Final = ("image", "video", "audio")

Entry = dict[str, Any]


def listed(document: bytes) -> dict[str, Any]:
    """Return `kind` (feed, sitemap, sitemaps or nothing) and `entries`: a page with the media that stand beside it."""
    root = _root(document)
    if root is not None and root.tag == f"{SITEMAP}sitemapindex":
        return {"kind": "sitemaps", "entries": [{"page": one, "media": []} for one in _places(root, "sitemap")]}
    if root is not None and root.tag == f"{SITEMAP}urlset":
        return {"kind": "sitemap", "entries": list(_of_sitemap(root))[:MOST_ENTRIES]}
    # Never the bytes themselves: the reader of feeds would open the file of this name on this machine.
    feed = feedparser.parse(io.BytesIO(document))
    entries = [_of_feed(one) for one in feed.entries[:MOST_ENTRIES]]
    return {"kind": "feed" if entries or feed.get("version") else "nothing", "entries": entries}


def _root(document: bytes) -> Any:
    try:
        return fromstring(document, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return None  # feeds are often not quite XML; the reader of feeds takes them as they are


def _places(root: Any, name: str) -> list[str]:
    found = (_word(one, f"{SITEMAP}loc") for one in root.iter(f"{SITEMAP}{name}"))
    return [one for one in found if one][:MOST_ENTRIES]


def _of_sitemap(root: Any) -> Iterator[Entry]:
    for one in root.iter(f"{SITEMAP}url"):
        pictures = [_word(image, f"{IMAGES}loc") for image in one.iter(f"{IMAGES}image")]
        yield _entry(_word(one, f"{SITEMAP}loc"), pictures)


def _word(parent: Any, name: str) -> str:
    return (parent.findtext(name) or "").strip()


def _of_feed(one: Any) -> Entry:
    return _entry(one.get("link", ""), list(_media_of(one)))


def _media_of(one: Any) -> Iterator[str]:
    for link in one.get("links", ()):
        if link.get("rel") == "enclosure" and str(link.get("type", "")).startswith(MEDIA_KINDS):
            yield link.get("href", "")
    for media in one.get("media_content", ()):
        if media.get("medium") in MEDIUMS or str(media.get("type", "image/")).startswith(MEDIA_KINDS):
            yield media.get("url", "")
    for text in (*(part.get("value", "") for part in one.get("content", ())), one.get("summary", "")):
        yield from (str(tag.get("src", "")) for tag in BeautifulSoup(text, "html.parser").find_all("img"))


def _entry(page: str, media: list[str]) -> Entry:
    kept = [one.strip() for one in media if 0 < len(one.strip()) <= LONGEST_PLACE]
    return {"page": page.strip()[:LONGEST_PLACE], "media": list(dict.fromkeys(kept))[:MOST_MEDIA]}


OURS: Final = (
    b"""<?xml version="1.0"?><rss version="2.0"><channel><item><link>https://a.example/</link>
    <pubDate>Sat, 21 Nov 2026 12:00:00 GMT</pubDate><description>&lt;img src="a.jpg"&gt;</description></item></channel>
    </rss>""",
    b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://a.example/"/>
    <updated>2026-11-21T12:00:00Z</updated><content type="html">&lt;img src="a.jpg"&gt;</content></entry></feed""",
    b"<html><p>&eacute;",
)
"""A feed of each kind, one that breaks off, and none at all: what the reader of feeds imports late, it imports now."""


def behind_walls() -> None:
    """Read documents of ours, so that nothing is left to be imported, and give everything else up."""
    load_spellings()
    for one in OURS:
        listed(one)
    stand_behind_walls(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES)


def main() -> None:
    """Read, answer, end; the limits are the kernel's."""
    behind_walls()
    json.dump(listed(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
