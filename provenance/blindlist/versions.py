"""Whether a version of firmware or software lies in a range that a list entry names.

Makers write versions in many ways: numbers are compared place by place, and where letters would have to decide, or
where the version is not known, nothing is claimed.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

_PARTS: Final = re.compile(r"\d+|[a-z]+")
_PREFIX: Final = re.compile(r"^(?:version|ver|v|firmware|fw)[\s.:]*(?=\d)")

MOST_DIGITS: Final = 18
"""Digits of one part that are compared as a number: a longer one is no version."""

MOST_CHARACTERS: Final = 128
"""Characters of a version that are looked at."""


class Within(StrEnum):
    """Where a version stands to a range."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


def within(version: str, first: str, last: str) -> Within:
    """Whether first ≤ version ≤ last; an empty end of the range is open, a range open at both ends holds everything."""
    if not first and not last:
        return Within.YES
    if not _parts(version):
        return Within.NOT_KNOWN
    low, high = _order(first, version) if first else 0, _order(version, last) if last else 0
    if 1 in (low, high):
        return Within.NO
    return Within.NOT_KNOWN if None in (low, high) else Within.YES


def _order(one: str, other: str) -> int | None:
    """-1, 0 or 1 as numbers are ordered; None where letters would have to decide."""
    left, right = _parts(one), _parts(other)
    length = max(len(left), len(right))
    for mine, theirs in zip(_padded(left, length), _padded(right, length), strict=True):
        if mine != theirs:
            both = isinstance(mine, int) and isinstance(theirs, int)
            return (1 if mine > theirs else -1) if both else None  # type: ignore[operator]
    return 0


def _padded(parts: list[int | str], length: int) -> list[int | str]:
    """2 is 2.0."""
    return parts + [0] * (length - len(parts))


def _parts(version: str) -> list[int | str]:
    plain = unicodedata.normalize("NFKC", version[:MOST_CHARACTERS]).casefold().strip()
    found = _PARTS.findall(_PREFIX.sub("", plain))
    return [int(one) if one.isdecimal() and len(one) <= MOST_DIGITS else one for one in found]
