"""The look: colours stand in the tokens alone, and no rule dresses what no page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STYLES = sorted((ROOT / "verify" / "static" / "firstlight").rglob("*.css"))
TOKENS = {"tokens.css", "paper.css"}  # paper is black on white, whatever the scheme
OF_THE_FRAMEWORK = "operators.css"  # names of Django's own admin
# Put together from a word and a state where the page is made.
MADE = re.compile(r"g-\w+|known-\w+|errorlist")
COLOUR = re.compile(r"(?<![\w&])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\brgba?\(|\bhsla?\(")
WHITE = "#fff"  # under codes that cameras read, and pictures of foreign pages, which are white in the dark as well
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PRINT = re.compile(r"@media print \{.*?\n\}", re.DOTALL)


def plain(style: Path) -> str:
    return COMMENT.sub("", style.read_text("utf-8"))


def colours(style: str) -> list[str]:
    return [one for one in COLOUR.findall(PRINT.sub("", style)) if one != WHITE]


def classes(style: str) -> set[str]:
    selectors = re.sub(r"\{[^{}]*\}", "{}", style)
    return {one for one in re.findall(r"\.([a-zA-Z][\w-]*)", selectors) if not MADE.fullmatch(one)}


def words_of_pages() -> set[str]:
    folders = ((ROOT / "templates", "*.html"), *((ROOT / "verify", one) for one in ("*.py", "*.js")))
    files = (path for folder, pattern in folders for path in folder.rglob(pattern) if "tests" not in path.parts)
    return set(re.findall(r"[\w-]+", "\n".join(path.read_text("utf-8") for path in files)))


@pytest.mark.parametrize("style", [one for one in STYLES if one.name not in TOKENS], ids=lambda path: path.name)
def test_colours_are_tokens(style: Path) -> None:
    assert colours(plain(style)) == []


def test_no_rule_dresses_what_no_page_has() -> None:
    words = words_of_pages()
    dead = {style.name: classes(plain(style)) - words for style in STYLES if style.name != OF_THE_FRAMEWORK}
    assert {name: found for name, found in dead.items() if found} == {}


def test_planted_faults_are_seen() -> None:
    assert colours(".a { color: #123456; }") == ["#123456"]
    assert classes(".nobody-has-this > b { color: var(--ink); }") - words_of_pages() == {"nobody-has-this"}
