"""What a newsroom copies into its article: one piece of HTML that fetches nothing, runs nothing and accuses nobody."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser

from django.utils.text import capfirst

from verify.reports.document import Answer
from verify.reports.embedding import block_of, block_style, style_digest
from verify.reports.tests.documents import ADDRESS, DIGEST, bare, rich

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)></style><b>'


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser's parser meets them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    return Tags(text).seen


def test_it_says_the_answer_its_limits_and_the_way_to_the_whole() -> None:
    block = html.unescape(block_of(rich()))

    for words in (rich().answer.sentence, *map(capfirst, rich().answer.limits), "How we checked this", DIGEST, ADDRESS):
        assert words in block
    assert "Demo: proves nothing to outsiders" in block


def test_it_fetches_and_runs_nothing() -> None:
    found = tags(block_of(rich()))

    assert {tag for tag, _ in found} <= {
        "section",
        "style",
        "p",
        "b",
        "div",
        "dl",
        "dt",
        "dd",
        "span",
        "a",
        "br",
        "code",
    }
    assert [attributes["href"] for tag, attributes in found if tag == "a"] == [ADDRESS]
    assert not [name for _tag, attributes in found for name in attributes if name.startswith("on") or name == "style"]
    assert not re.search(r"url\(|@import|expression", block_style())


def test_texts_of_others_stay_texts() -> None:
    answer = Answer(HOSTILE, "look", HOSTILE, HOSTILE, (), (HOSTILE,))
    plain = Answer("x", "look", "x", "x", (), ("x",))
    assert tags(block_of(bare(answer=answer))) == tags(block_of(bare(answer=plain)))


def test_its_style_touches_nothing_around_it_and_is_named_by_its_digest() -> None:
    style = re.search(r"<style>(.*?)</style>", block_of(bare()), re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert style_digest() == f"'sha256-{digest}'"
    selectors = re.findall(r"([^{}@]+)\{", re.sub(r"@media[^{]*\{", "", block_style()))
    parts = [part.strip() for one in selectors for part in one.split(",") if part.strip()]
    assert parts
    assert all(part.startswith(".firstlight-how") for part in parts), parts


def test_many_lines_are_cut_and_said_to_be() -> None:
    many = rich().lines * 5
    assert "7 more lines stand in the whole report." in block_of(bare(lines=many))
