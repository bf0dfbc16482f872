"""Read from top to bottom by a screen reader, a result makes sense: rules of its structure, no golden copy."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.reading import Spoken, links_of, read_aloud
from verify.tests.browser.steps import try_demo

CASES = [
    "honest-chain.jpg",
    "tampering-signed-again.jpg",
    "unknown-middle-step.jpg",
    "stripped-copy.jpg",
    "one-tower-more.jpg",
    "ai-generated.png",
    "redacted-location.jpg",
]
# What comes first weighs most; a part may be missing, and none may stand before what it rests on.
ORDER = [
    "What this does not tell you",
    "The evidence, line by line",
    "What would make this stronger",
    "History, newest first",
    "Camera",
    "Put it on record",
    "What the file claims",
    "For experts",
]
CONTROLS = {"link", "button", "img", "textbox", "combobox", "radio", "checkbox", "slider", "figure", "region", "group"}
VAGUE = re.compile(r"^(click )?here$|^(read |learn )?more$|^link$|^this$|^details?$|^go$|^ok$", re.IGNORECASE)
LEFT_OVER = re.compile(r"\{\{|\{%|\bNone\b|\bundefined\b|\bnan\b|%\(|&\w+;")
CONFUSING = (
    '<h6>Deep</h6><a href="/a">here</a><a href="/b">Twice</a><a href="/c">Twice</a><button></button><p>{{ x }}</p>'
)
STEP = re.compile(r"^Step (\d+): .")


@pytest.mark.parametrize("name", CASES)
def test_a_result_makes_sense_when_it_is_read_aloud(open_page: OpenPage, name: str) -> None:
    page = open_page()
    try_demo(page, name)
    said = read_aloud(page)
    assert len(said) > 100, "nothing was read"
    faults = [*_landmarks(said), *_headings(said), *_names(said), *_steps(said), *_links(links_of(page))]
    assert faults == []


def test_the_rules_themselves_catch_what_confuses(open_page: OpenPage) -> None:
    page = open_page()
    try_demo(page, "honest-chain.jpg")
    page.evaluate(f"document.querySelector('main article').insertAdjacentHTML('beforeend', `{CONFUSING}`)")
    said = read_aloud(page)
    faults = " | ".join([*_headings(said), *_names(said), *_links(links_of(page))])
    for caught in ("Deep", "'here'", "Twice", "button without a name", "{{ x }}"):
        assert caught in faults, caught


def _landmarks(said: list[Spoken]) -> list[str]:
    alone = [one.role for one in said if one.role in {"banner", "main", "contentinfo"}]
    named = [(one.role, one.name) for one in said if one.role in {"navigation", "region"}]
    faults = [] if alone == ["banner", "main", "contentinfo"] else [f"landmarks: {alone}"]
    return faults + [f"named twice: {one}" for one in set(named) if named.count(one) > 1]


def _headings(said: list[Spoken]) -> list[str]:
    headings = [one for one in said if one.role == "heading"]
    levels = [one.level for one in headings]
    faults = [] if levels[0] == 1 and levels.count(1) == 1 else [f"headings begin with {levels[:3]}"]
    faults += [
        f"{one.name!r} leaps" for one, before in zip(headings[1:], levels, strict=False) if one.level > before + 1
    ]
    parts = [one.name for one in headings if one.name in ORDER]
    return faults if parts == [one for one in ORDER if one in parts] else [*faults, f"order: {parts}"]


def _names(said: list[Spoken]) -> list[str]:
    faults = [f"{one.role} without a name" for one in said if one.role in CONTROLS - {"group"} and not one.name]
    faults += [f"vague: {one.name!r}" for one in said if one.role in {"link", "button"} and VAGUE.match(one.name)]
    prose = (text for one in said if one.role not in {"code", "pre"} for text in (one.name, one.text))
    return faults + [
        f"left over: {text[:80]}" for text in prose if LEFT_OVER.search(text) and "firstlight.report" not in text
    ]


def _steps(said: list[Spoken]) -> list[str]:
    """Sentences say "step 2 of 3", so the cards must be called that where they are heard, newest first."""
    numbers = [int(found[1]) for one in said if one.role == "heading" and (found := STEP.match(one.name))]
    return [] if numbers == sorted(numbers, reverse=True) else [f"steps: {numbers}"]


def _links(links: list[tuple[str, str, str]]) -> list[str]:
    leads = defaultdict(set)
    for name, described, href in links:
        leads[name, described].add(href)
    return [f"{name!r} leads to {sorted(hrefs)}" for (name, _by), hrefs in leads.items() if len(hrefs) > 1]
