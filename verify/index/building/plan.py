"""Which segments to build next: pure, from what is listed and what the store holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from verify.index.shelf import Listed
from verify.index.types import Space

FLAT_CODES: Final = 32_768
"""Codes that are quicker compared one by one than looked up: less is left to the readers' memory."""

GROWTH: Final = 4
"""A segment is built anew together with what came after it once that is a quarter of it: so each code is written about
as often as its number has quarters, and there are never many segments to search."""

MOST_ROWS: Final = 16_777_216
"""Codes of one segment. Building takes about 100 bytes of memory a code; what is beyond goes to another segment."""

PURGE_SECONDS: Final = 900
"""How long the codes of a dropped item may stay in a file in which nobody is told of them any more."""


@dataclass(frozen=True, slots=True)
class Job:
    """Build one segment of the items above one number and up to another; it takes the place of those inside."""

    space: Space
    above: int
    upto: int


def next_job(space: Space, chain: Sequence[Listed], new_rows: int, upto: int, due: Sequence[int]) -> Job | None:
    """What to build of a space, if anything.

    `chain` are its segments, without a gap; `new_rows` the codes behind them of items up to `upto`; `due` the items
    whose codes must be gone.
    """
    if new_rows >= FLAT_CODES:
        return Job(space, _first_of(chain, new_rows), upto)
    stale = [one for one in chain if any(one.above < item <= one.upto for item in due)]
    return Job(space, stale[0].above, stale[0].upto) if stale else None


def _first_of(chain: Sequence[Listed], rows: int) -> int:
    """Where the new segment begins: it takes in the last segments as long as they are small beside it."""
    above = chain[-1].upto if chain else 0
    for one in reversed(chain):
        if one.rows >= GROWTH * rows or one.rows + rows > MOST_ROWS:
            break
        above, rows = one.above, rows + one.rows
    return above
