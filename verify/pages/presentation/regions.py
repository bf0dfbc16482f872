"""Where content differs, in words and as rectangles: whoever cannot see the picture reads the same as who can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.comparison.types import Box
from verify.pages.presentation.words import Words

WHOLE = 10_000  # boxes are told in ten-thousandths
MOST_SHOWN = 12  # more rectangles over one small picture are told apart by nobody
LARGE = 60  # percent of the picture from which on a place in it says nothing
PLACES: tuple[tuple[Words, ...], ...] = (
    (gettext_lazy("upper left"), gettext_lazy("top"), gettext_lazy("upper right")),
    (gettext_lazy("left"), gettext_lazy("middle"), gettext_lazy("right")),
    (gettext_lazy("lower left"), gettext_lazy("bottom"), gettext_lazy("lower right")),
)


@dataclass(frozen=True, slots=True)
class Region:
    """One rectangle in pixels of the picture it is drawn over, its number, and the same in words."""

    number: int
    x: float
    y: float
    width: float
    height: float
    words: str

    @property
    def label_y(self) -> float:
        """Return where the number stands: above the rectangle, or inside it at the upper edge."""
        return self.y - 5 if self.y > 20 else self.y + 16


def regions(boxes: Sequence[Box], size: tuple[int, int]) -> tuple[Region, ...]:
    """Return boxes (ten-thousandths) over a picture of this size in pixels, numbered from 1."""
    return tuple(_region(number, box, size) for number, box in enumerate(boxes[:MOST_SHOWN], 1))


def _region(number: int, box: Box, size: tuple[int, int]) -> Region:
    across, down = size[0] / WHOLE, size[1] / WHOLE
    return Region(
        number,
        round(box.left * across, 1),
        round(box.top * down, 1),
        round(box.width * across, 1),
        round(box.height * down, 1),
        in_words(box),
    )


def in_words(box: Box) -> str:
    """Return where a box lies and how much of the picture it is, as text."""
    share = max(1, round(box.width * box.height * 100 / WHOLE**2))
    if share >= LARGE:
        return _("most of the picture (about %(share)d %%)") % {"share": share}
    column, row = (_third(box.left + box.width / 2), _third(box.top + box.height / 2))
    return _("%(place)s, about %(share)d %% of the picture") % {"place": PLACES[row][column], "share": share}


def _third(middle: float) -> int:
    return min(2, max(0, int(3 * middle / WHOLE)))
