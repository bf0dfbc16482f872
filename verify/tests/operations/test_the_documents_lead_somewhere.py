"""Every link of the documents leads to something, and every picture in them is one that the script takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.tests.browser.screenshots import SHOTS

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted((*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), ROOT / "fixtures" / "README.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PICTURES = ROOT / "docs" / "screenshots"
MOST_BYTES = 3_000_000  # of all pictures: whoever clones the repository fetches every one
AUDIENCES = ("readers.md", "desks.md", "platforms.md", "operators.md", "auditors.md")


def links(document: Path) -> list[str]:
    return LINK.findall(FENCED.sub("", document.read_text("utf-8")))


def anchors(document: Path) -> set[str]:
    """The names that a forge gives to headings."""
    plain = (re.sub(r"[^\w\- ]", "", one.lower()) for one in HEADING.findall(document.read_text("utf-8")))
    return {one.replace(" ", "-") for one in plain}


def broken(document: Path) -> list[str]:
    found = []
    for link in links(document):
        path, _, part = link.partition("#")
        there = document.parent / path if path else document
        lost = not there.exists() or (part and there.suffix == ".md" and part not in anchors(there))
        if "://" not in link and not link.startswith("mailto:") and lost:
            found.append(link)
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_something(document: Path) -> None:
    assert broken(document) == []


def test_a_link_to_nothing_is_seen(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# A page\n[a](gone.md) [b](#nothing) [c](#a-page) [d](https://example.org/)")
    assert broken(document) == ["gone.md", "#nothing"]


def test_every_picture_is_taken_by_the_script_and_shown_somewhere() -> None:
    shown = {Path(link).name for one in DOCUMENTS for link in links(one) if "screenshots/" in link}
    taken = {shot.file for shot in SHOTS}
    assert shown == taken
    assert {path.name for path in PICTURES.iterdir()} == taken


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < MOST_BYTES


def test_the_first_page_leads_every_audience_and_they_lead_to_every_document() -> None:
    first = ROOT / "docs" / "README.md"
    assert set(AUDIENCES) <= set(links(first))
    reached, waiting = {first}, [first]
    while waiting:
        here = waiting.pop()
        there = {(here.parent / link.partition("#")[0]).resolve() for link in links(here)}
        fresh = {one for one in there if one.suffix == ".md" and one.is_file()} - reached
        reached |= fresh
        waiting += fresh
    assert {one.name for one in DOCUMENTS if one.parent == first.parent} - {one.name for one in reached} == set()


def test_every_mark_of_the_table_is_proved() -> None:
    rows = [line for line in (ROOT / "docs" / "features.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    ours = [row.strip("| ").split(" | ")[-1] for row in rows[2:]]
    assert len(ours) == 16
    for cell in ours:
        assert cell.startswith("–") or re.search(r"\]\(\.\./\S+\.py\)", cell), cell
