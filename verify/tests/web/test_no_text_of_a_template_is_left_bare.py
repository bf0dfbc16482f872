"""Every word that a template shows can be translated: a page in two languages with a bare word in it is in neither."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.tests.web.bare_text import bare_text

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = [path for path in (ROOT / "verify" / "static" / "firstlight").rglob("*.js") if path.parent.name != "badge"]
SAID_BY_SCRIPT = re.compile(
    r"""(?:textContent|title|placeholder|ariaLabel|innerText)\s*=\s*["'`](?=[^"'`]*[A-Za-z]{2} )"""
)


def test_every_word_of_every_template_can_be_translated() -> None:
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert len(templates) > 150
    assert {str(path.relative_to(ROOT)): found for path in templates if (found := bare_text(path.read_text()))} == {}


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ('<p>{% translate "Kept" %} Nothing is sent.</p>', ["Nothing is sent."]),
        ("{% if one %}Later{% endif %}", ["Later"]),
        ('<input placeholder="Your name">', ["Your name"]),
        ('<button aria-label="Close {{ name }}"></button>', ["Close "]),
        ('<img alt="A picture of {{ name }}">', ["A picture of "]),
        ('<p data-done="It is copied now">{{ words }}</p>', ["It is copied now"]),
        ('{{ name|default:"nobody" }}', ["nobody"]),
        (
            "<p>{% blocktranslate trimmed %} One {{ n }} {% plural %} Many {% endblocktranslate %} and more</p>",
            ["and more"],
        ),
    ],
)
def test_a_planted_word_is_found(planted: str, found: list[str]) -> None:
    assert bare_text(planted) == found


def test_what_can_be_translated_or_is_no_word_is_passed_over() -> None:
    assert (
        bare_text(
            '<p title="{% translate "Kept" %}">{% blocktranslate %}One <b>two</b>{% endblocktranslate %} · 3 × C2PA</p>'
        )
        == []
    )
    assert bare_text('<pre>curl -F file=@photo.jpg</pre>{# a remark #}<input placeholder="https://a.example">') == []


def test_no_script_of_a_page_says_words_of_its_own() -> None:
    assert [path.name for path in SCRIPTS if SAID_BY_SCRIPT.search(path.read_text())] == []
    assert SAID_BY_SCRIPT.search('word.textContent = "Copied it";')
