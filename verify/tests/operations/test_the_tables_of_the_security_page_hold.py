"""The two tables of docs/security.md: every item once, every path there, what is not met first."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs" / "security.md"
PATH = re.compile(r"`((?:verify|provenance|chronology|fixtures)/[\w/]+\.py)`")

# ASVS 5.0.0, levels 1 and 2, without chapters 10 and 17: the numbers of these levels in each section; those of level
# 3 stand in between. Source: the standard's own table of requirements.
SECTIONS: dict[str, list[int]] = {
    "1.1": [1, 2], "1.2": [*range(1, 10)], "1.3": [*range(1, 12)], "1.4": [1, 2, 3], "1.5": [1, 2],
    "2.1": [1, 2, 3], "2.2": [1, 2, 3], "2.3": [1, 2, 3, 4], "2.4": [1],
    "3.2": [1, 2], "3.3": [1, 2, 3, 4], "3.4": [*range(1, 7)], "3.5": [*range(1, 6)], "3.7": [1, 2],
    "4.1": [1, 2, 3], "4.2": [1], "4.3": [1, 2], "4.4": [1, 2, 3, 4],
    "5.1": [1], "5.2": [1, 2, 3], "5.3": [1, 2], "5.4": [1, 2, 3],
    "6.1": [1, 2, 3], "6.2": [*range(1, 13)], "6.3": [1, 2, 3, 4], "6.4": [1, 2, 3, 4], "6.5": [*range(1, 6)],
    "6.6": [1, 2, 3], "6.8": [1, 2, 3, 4],
    "7.1": [1, 2, 3], "7.2": [1, 2, 3, 4], "7.3": [1, 2], "7.4": [*range(1, 6)], "7.5": [1, 2], "7.6": [1, 2],
    "8.1": [1, 2], "8.2": [1, 2, 3], "8.3": [1], "8.4": [1], "9.1": [1, 2, 3], "9.2": [1, 2, 3, 4],
    "11.1": [1, 2], "11.2": [1, 2, 3], "11.3": [1, 2, 3], "11.4": [1, 2, 3, 4], "11.5": [1], "11.6": [1],
    "12.1": [1, 2, 3], "12.2": [1, 2], "12.3": [1, 2, 3, 4],
    "13.1": [1], "13.2": [*range(1, 6)], "13.3": [1, 2], "13.4": [*range(1, 6)],
    "14.1": [1, 2], "14.2": [1, 2, 3, 4], "14.3": [1, 2, 3],
    "15.1": [1, 2, 3], "15.2": [1, 2, 3], "15.3": [*range(1, 8)],
    "16.1": [1], "16.2": [*range(1, 6)], "16.3": [1, 2, 3, 4], "16.4": [1, 2, 3], "16.5": [1, 2, 3],
}  # fmt: skip
ASKED = {f"{section}.{number}" for section, numbers in SECTIONS.items() for number in numbers}
BEYOND = {"5.2.4", "5.2.6", "5.3.3", "14.2.8"}
"""Items of level 3 that are answered because files of strangers are what this is for."""


def rows(text: str, first: str) -> list[list[str]]:
    """Rows of tables whose first cell fits `first`."""
    found = [line.strip("|").split(" | ") for line in text.splitlines() if re.match(rf"\| {first} \|", line)]
    return [[cell.strip() for cell in row] for row in found]


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def problems(items: list[list[str]]) -> list[str]:
    """What keeps a table from being an answer: items missing or twice, and rows that are shown by nothing."""
    names = Counter(row[0] for row in items)
    wrong = [f"{name} is missing" for name in (ASKED | BEYOND) - set(names)]
    wrong += [f"{name} is nobody's" for name in set(names) - ASKED - BEYOND]
    wrong += [f"{name} stands twice" for name, count in names.items() if count > 1]
    wrong += [f"{row[0]} is shown by nothing" for row in items if row[3] != "reason" and not PATH.findall(row[3])]
    wrong += [f"{row[0]} gives no reason" for row in items if row[3] == "reason" and len(row[2]) < 5]
    return wrong


def test_there_are_as_many_items_as_the_standard_has() -> None:
    assert len(ASKED) == 217


def test_every_item_is_answered_once(page: str) -> None:
    assert problems(rows(page, r"\d+\.\d+\.\d+")) == []


def test_a_planted_gap_is_found(page: str) -> None:
    items = rows(page, r"\d+\.\d+\.\d+")
    assert problems(items[1:]) == [f"{items[0][0]} is missing"]
    assert problems([*items, items[0]]) == [f"{items[0][0]} stands twice"]
    assert problems([[*items[0][:3], "`verify/`"], *items[1:]]) == [f"{items[0][0]} is shown by nothing"]


def test_every_test_that_is_named_exists(page: str) -> None:
    named = set(PATH.findall(page))
    assert len(named) > 100
    assert sorted(path for path in named if not (ROOT / path).is_file()) == []


def test_every_threat_has_its_answer(page: str) -> None:
    answers = {row[0]: row[3] for row in rows(page, r"\d+") if len(row) == 4}
    assert set(answers) == {str(number) for number in range(1, 29)}
    assert [number for number, shown in answers.items() if not PATH.findall(shown)] == []


def test_what_is_not_met_stands_first(page: str) -> None:
    assert page.index("### Not met") < page.index("### Answers")
    assert page.rindex("### Not met") < page.index("### 1 Encoding")
    first = page[page.rindex("### Not met") : page.index("### 1 Encoding")]
    assert all(row[2].startswith(("Not met", "In part")) for row in rows(first, r"\d+\.\d+\.\d+"))
    later = page[page.index("### 1 Encoding") :]
    assert not [row[0] for row in rows(later, r"\d+\.\d+\.\d+") if row[2].startswith(("Not met", "In part"))]


def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([\w./-]+\.md)(?:#[\w-]+)?\)", page):
        assert (PAGE.parent / target).resolve().is_file(), target
