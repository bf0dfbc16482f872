"""Ranges of firmware: numbers decide, letters and unknown versions claim nothing."""

from __future__ import annotations

import pytest

from provenance.blindlist.versions import Within, within

YES, NO, NOT_KNOWN = Within.YES, Within.NO, Within.NOT_KNOWN


@pytest.mark.parametrize(
    ("version", "first", "last", "expected"),
    [
        ("2.00", "2.00", "2.00", YES),
        ("2.0", "2.00", "2", YES),
        ("1.10", "1.9", "", YES),
        ("1.9", "1.10", "", NO),
        ("1.10", "", "1.9", NO),
        ("Ver.2.01", "2.00", "2.10", YES),
        ("v3", "2.00", "2.10", NO),
        ("2.0.1", "2.0", "2.0", NO),
        ("", "2.00", "", NOT_KNOWN),
        ("?", "2.00", "", NOT_KNOWN),
        ("anything", "", "", YES),
        ("", "", "", YES),
        ("2.0b", "2.0", "2.1", NOT_KNOWN),
        ("2.0b", "2.1", "", NO),
        ("2.0b", "2.0b", "2.0b", YES),
        ("2.0b3", "2.0b1", "2.0b9", YES),
        ("9" * 400, "1", "2", NOT_KNOWN),
    ],
)
def test_a_version_stands_in_a_range_or_not_or_nobody_knows(
    version: str, first: str, last: str, expected: Within
) -> None:
    assert within(version, first, last) is expected
