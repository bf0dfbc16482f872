"""What the page on formats says is complete, and the same as the table in the documentation."""

from __future__ import annotations

from pathlib import Path

from provenance.formats import FORMATS
from verify.pages.presentation.formats import CLAIMS, PREVIEWS, format_groups

DOCUMENTED = Path(__file__).resolve().parents[3] / "docs" / "formats.md"


def test_every_format_of_the_library_is_on_the_page_once() -> None:
    shown = [row.mime for group in format_groups() for row in group.formats]
    assert sorted(shown) == sorted(one.mime for one in FORMATS.values())


def test_the_tables_hold_no_format_that_is_gone() -> None:
    assert set(PREVIEWS) == set(CLAIMS) == set(FORMATS)


def test_the_page_promises_a_preview_only_where_the_documentation_does() -> None:
    rows = [line for line in DOCUMENTED.read_text().splitlines() if line.startswith("| ")]
    undrawn = " ".join(row for row in rows if "no decoder" in row or "never drawn" in row)
    for name, preview in PREVIEWS.items():
        if "nothing here draws" in str(preview):
            assert FORMATS[name].label in undrawn
