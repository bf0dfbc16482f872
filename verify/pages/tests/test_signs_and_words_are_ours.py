"""Every sign that a page asks for is drawn, and no page says a word that Firstlight never says."""

from __future__ import annotations

import re
from pathlib import Path

from verify.pages.presentation.problems import PROBLEMS
from verify.pages.presentation.refusal import WAYS_ON
from verify.pages.presentation.words import HEADLINES, STATES

ROOT = Path(__file__).resolve().parents[3]
SPRITE = (ROOT / "verify" / "static" / "firstlight" / "icons.svg").read_text()
DRAWN = set(re.findall(r'<symbol id="([a-z-]+)"', SPRITE))
TEMPLATES = [path for name in ("pages", "parts", "allauth") for path in (ROOT / "templates" / name).rglob("*.html")]
CATALOGUES = (ROOT / "verify" / "pages" / "presentation").rglob("*.py")
NEVER = re.compile(r"\b(fake|faked|verified|guaranteed|authentic|proven)\b", re.IGNORECASE)
SAID = re.compile(r'\b(?:_|gettext_lazy|ngettext)\(\s*((?:"[^"]*",?\s*)+)')


def test_every_sign_is_in_the_sprite() -> None:
    asked = {name for path in TEMPLATES for name in re.findall(r'{% icon "([a-z-]+)" %}', path.read_text())}
    asked |= {sign.icon for sign in (*STATES.values(), *HEADLINES.values())}
    assert len(asked) > 15
    assert asked - DRAWN == set()


def test_every_kind_of_file_has_a_sign() -> None:
    assert {"image", "video", "audio", "document", "sidecar", "file"} <= DRAWN


def test_no_template_says_what_firstlight_never_says() -> None:
    guilty = [path.name for path in TEMPLATES if NEVER.search(re.sub(r"{[{%].*?[%}]}", _kept, path.read_text()))]
    assert guilty == []
    assert NEVER.search("This photo is verified.")


def test_no_sentence_says_what_firstlight_never_says() -> None:
    sentences = [text for path in CATALOGUES for text in SAID.findall(path.read_text())]
    assert len(sentences) > 80
    assert [text for text in sentences if NEVER.search(text) or re.search(r"\btrue\b", text)] == []


def test_every_problem_and_refusal_is_told_in_a_whole_sentence() -> None:
    told = [str(words) for words in (*WAYS_ON.values(), *(one.title for one in PROBLEMS.values()))]
    assert [text for text in told if not text.endswith(".")] == []


def _kept(tag: re.Match[str]) -> str:
    """Keep the words of a tag, drop its names."""
    return " ".join(re.findall(r'"([^"]*)"', tag[0]))
