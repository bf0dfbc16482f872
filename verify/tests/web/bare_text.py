"""Text of a template that no translation reaches: between tags, in attributes, and in arguments of filters."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from django.template.base import Lexer, TokenType

if TYPE_CHECKING:
    from collections.abc import Iterator

READ: Final = frozenset(
    {"alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title"}
)
"""Attributes that are read out or shown; what scripts say stands in `data-…`; those with a space count."""

AS_IT_IS: Final = frozenset({"code", "pre", "script", "style", "kbd", "samp"})
"""Elements whose content is typed or read by programs."""

NAMES: Final = frozenset(
    {
        "API",
        "C2PA",
        "CN",
        "CSV",
        "Firstlight",
        "HTML",
        "JSON",
        "OpenAPI",
        "PDF",
        "Python",
        "RFC",
        "SHA-256",
        "URL",
        "UTC",
    }
    | {"c2pa", "en"}
)
"""Words that are the same in every language."""

TYPED: Final = re.compile(r"https?://\S*|\b\w+\.example\b|\bJSON Lines\b|-----[A-Z ]+-----")
"""What an example in a field shows that is typed and not read, and names of more than one word."""

WORD: Final = re.compile(r"[^\W\d_][\w’'-]+")
CLOSED: Final = re.compile(r"^(block(?:translate|trans)|comment|verbatim)\b")
SAID: Final = re.compile(
    r"""\|(?:default|default_if_none|yesno|join|pluralize|add):(?P<mark>["'])(?P<text>.*?)(?P=mark)"""
)


def bare_text(source: str) -> list[str]:
    """The pieces of a template that are shown as they stand; empty where all of it can be translated."""
    reader = _Reader()
    reader.feed("".join(_untranslated(source)))
    reader.close()
    return [piece for piece in [*reader.found, *_arguments(source)] if _is_words(piece)]


def _untranslated(source: str) -> Iterator[str]:
    closing = ""
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            if token.contents == closing:
                closing = ""
            elif not closing and (found := CLOSED.match(token.contents)):
                closing = f"end{found[1]}"
        elif token.token_type is TokenType.TEXT and not closing:
            yield token.contents


def _arguments(source: str) -> Iterator[str]:
    for token in Lexer(source).tokenize():
        if token.token_type in {TokenType.VAR, TokenType.BLOCK}:
            yield from (found["text"] for found in SAID.finditer(token.contents))


def _is_words(piece: str) -> bool:
    return any(word not in NAMES for word in WORD.findall(TYPED.sub("", piece)))


class _Reader(HTMLParser):
    """Collects what is shown or read out; template tags are gone already."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in AS_IT_IS:
            self._inside.append(tag)
        self.found += [
            value
            for name, value in attrs
            if value and (name in READ or (name.startswith("data-") and " " in value.strip()))
        ]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(" ".join(data.split()))
