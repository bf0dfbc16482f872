"""The inclusion path from an entry to the root: which neighbours it is joined with, and which entries those cover.

Source: RFC 6962, section 2.1.1: a tree of n entries splits at the largest power of two below n.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Join:
    """One step of the path: the neighbour stands to the `left` or not, and covers the entries `first` to `last`."""

    number: int
    left: bool
    first: int
    last: int
    digest: str

    @property
    def covers(self) -> str:
        """Return the entries beneath the neighbour, in words."""
        if self.first == self.last:
            return _("entry %(first)s") % {"first": counted(self.first)}
        return _("entries %(first)s to %(last)s") % {"first": counted(self.first), "last": counted(self.last)}

    @property
    def sentence(self) -> str:
        """Return the step in words, for the list."""
        text = _("On the left, the hash of %(covers)s:") if self.left else _("On the right, the hash of %(covers)s:")
        return text % {"covers": self.covers}


def joins(index: int, size: int, path: Sequence[str]) -> tuple[Join, ...]:
    """Return the steps of a path (hashes in hex, the lowest first); raises ValueError where it does not fit."""
    neighbours = _neighbours(index, size)
    if len(neighbours) != len(path):
        raise ValueError("the path does not fit the size of the tree")
    return tuple(
        Join(number, left, first, last, digest)
        for number, ((left, first, last), digest) in enumerate(zip(neighbours, path, strict=True), start=1)
    )


def counted(number: int) -> str:
    """Return a number as people read it."""
    return str(number_format(number, force_grouping=True))


def _neighbours(index: int, size: int) -> list[tuple[bool, int, int]]:
    """Walk from the root down to the entry and return what was left aside, the lowest first."""
    if not 0 <= index < size:
        raise ValueError("the entry is not in the tree")
    low, high, aside = 0, size, []
    while high - low > 1:
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if index < middle:
            aside.append((False, middle, high - 1))
            high = middle
        else:
            aside.append((True, low, middle - 1))
            low = middle
    return aside[::-1]
