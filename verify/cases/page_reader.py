"""Reads one page of HTML from its standard input and lists what it shows as JSON; run as a process of its own.

Loads neither Django nor a decoder, stands behind walls before it reads, and ends when a page takes too much.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Final

from bs4 import BeautifulSoup, SoupStrainer
from bs4.element import Tag

from provenance.sandbox.reader_walls import load_spellings, stand_behind_walls

CPU_SECONDS: Final = 10
MEMORY_BYTES: Final = 1_000_000_000
# The page itself has 2 MB at most; what lists more than this hides what it shows.
MOST_ITEMS: Final = 2_000
LONGEST_PLACE: Final = 4_096
LONGEST_WORDS: Final = 200
# Drawings of the site itself and marks that count readers are smaller than this, where a page says how large they are.
SMALLEST: Final = 48

READ: Final = SoupStrainer(["base", "meta", "img", "source", "video", "audio", "a"])
OWN_PICTURE: Final = {
    "og:image": "image", "og:image:url": "image", "og:image:secure_url": "image", "twitter:image": "image",
    "og:video": "video", "og:video:url": "video", "og:audio": "audio",
}  # fmt: skip
ENDINGS: Final = {
    "image": (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".tif", ".tiff", ".gif"),
    "video": (".mp4", ".mov", ".webm", ".m4v"),
    "audio": (".mp3", ".wav", ".m4a", ".ogg", ".flac"),
}
# Drawn by the site, not taken by anybody.
DRAWN: Final = (".svg", ".ico")
# Where pages keep the real picture until it is scrolled to.
LATER: Final = ("data-src", "data-original", "data-lazy-src", "data-full", "src")
LATER_SETS: Final = ("data-srcset", "srcset")

Item = tuple[str, str, str]


def items(page: bytes) -> dict[str, object]:
    """Return `base` (what links of the page are relative to, where it says so) and `items` (kind, place, words)."""
    soup = BeautifulSoup(page, "html.parser", parse_only=READ)
    base = soup.find("base", href=True)
    found = [one for one in (*_named_first(soup), *_shown(soup)) if 0 < len(one[1]) <= LONGEST_PLACE]
    kept = [(kind, place, words[:LONGEST_WORDS]) for kind, place, words in found if _is_place(place)]
    return {"base": _text(base, "href") if isinstance(base, Tag) else "", "items": kept[:MOST_ITEMS]}


def _named_first(soup: BeautifulSoup) -> Iterator[Item]:
    for tag in soup.find_all("meta"):
        name = _text(tag, "property") or _text(tag, "name")
        if name in OWN_PICTURE:
            yield OWN_PICTURE[name], _text(tag, "content"), ""


def _shown(soup: BeautifulSoup) -> Iterator[Item]:
    for tag in soup.find_all(["img", "source", "video", "audio", "a"]):
        yield from _of(tag)


def _of(tag: Tag) -> Iterator[Item]:
    if tag.name == "img":
        if not _is_tiny(tag):
            yield "image", _best(tag), _text(tag, "alt") or _text(tag, "title")
    elif tag.name == "a":
        yield from ((kind, _text(tag, "href"), _text(tag, "title")) for kind in ENDINGS if _leads_to(tag, kind))
    elif tag.name == "source":
        yield _kind_of_source(tag), _best(tag), ""
    else:
        yield tag.name, _text(tag, "src"), _text(tag, "title")
        yield "image", _text(tag, "poster"), ""


def _kind_of_source(tag: Tag) -> str:
    kind = _text(tag, "type").partition("/")[0]
    if kind in ENDINGS:
        return kind
    return "image" if _text(tag, "srcset") else "video"


def _best(tag: Tag) -> str:
    """The largest picture that a tag offers."""
    for name in LATER_SETS:
        if offered := _text(tag, name):
            return _largest(offered)
    return next((_text(tag, name) for name in LATER if _is_place(_text(tag, name))), "")


def _largest(offered: str) -> str:
    """One of `a.jpg 480w, b.jpg 2x`: the one with the highest number."""
    parts = [one.split() for one in offered.split(", ")]
    return max(((_number(one[1:]), one[0]) for one in parts if one), default=(0.0, ""))[1].rstrip(",")


def _number(words: Iterable[str]) -> float:
    digits = "".join(one for one in next(iter(words), "") if one.isdigit() or one == ".")
    return float(digits) if digits.replace(".", "", 1).isdecimal() else 0.0


def _leads_to(tag: Tag, kind: str) -> bool:
    return _path(_text(tag, "href")).endswith(ENDINGS[kind])


def _is_place(place: str) -> bool:
    return bool(place) and not place.startswith(("data:", "blob:", "javascript:")) and not _path(place).endswith(DRAWN)


def _is_tiny(tag: Tag) -> bool:
    stated = [_text(tag, name) for name in ("width", "height")]
    return any(one.isdecimal() and len(one) < 6 and int(one) < SMALLEST for one in stated)


def _path(place: str) -> str:
    return place.partition("?")[0].partition("#")[0].lower()


def _text(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value.strip() if isinstance(value, str) else ""


def behind_walls() -> None:
    """Read a page of ours, so that nothing is left to be imported, and give everything else up."""
    load_spellings()
    items(b"<meta charset=utf-8><base href=/><img src=a.jpg alt=&eacute;><a href=b.png>")
    stand_behind_walls(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES)


def main() -> None:
    """Read, answer, end; the limits are the kernel's."""
    behind_walls()
    json.dump(items(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
