"""The inclusion path drawn: the root on top, the entry at the foot, one neighbour a row.

The drawing carries no information that the list does not carry in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.pages.presentation.chronology.path import Join, counted

WIDTH = 248
TRUNK = 56
ARM = 38
TEXT = 118
ROW = 30
HEAD = 26
ROWS_DRAWN = 40  # a tree of 10^12 entries; deeper ones are in the list only


@dataclass(frozen=True, slots=True)
class Rung:
    """One join: the branch from the trunk to its neighbour, and the entries that the neighbour covers."""

    y: int
    x: int
    branch: str
    label: str

    @property
    def text_y(self) -> int:
        """Return where the words stand beside the neighbour."""
        return self.y + ROW + 4

    @property
    def box_x(self) -> int:
        """Return the left edge of the neighbour's square."""
        return self.x - 5

    @property
    def box_y(self) -> int:
        """Return the upper edge of the neighbour's square."""
        return self.y + ROW - 5


@dataclass(frozen=True, slots=True)
class PathDrawing:
    """A drawing of `width` × `height` units, with a sentence for those who do not see it."""

    width: int
    height: int
    trunk: int
    head: int
    foot: int
    text: int
    rungs: tuple[Rung, ...]
    root_label: str
    entry_label: str
    description: str

    @property
    def head_text(self) -> int:
        """Return where the words beside the root stand."""
        return self.head + 4

    @property
    def foot_text(self) -> int:
        """Return where the words beside the entry stand."""
        return self.foot + 4

    @property
    def trunk_path(self) -> str:
        """Return the line from the entry up to the root, as SVG path data."""
        return f"M{self.trunk} {self.head + 9}V{self.foot - 9}"


def path_drawing(index: int, size: int, steps: Sequence[Join]) -> PathDrawing | None:
    """Return the drawing of a path, or None where there is nothing to draw: a log of one entry, or one too deep."""
    if not steps or len(steps) > ROWS_DRAWN:
        return None
    rungs = tuple(_rung(row, step) for row, step in enumerate(reversed(steps)))
    foot = HEAD + (len(steps) + 1) * ROW
    return PathDrawing(
        width=WIDTH,
        height=foot + 22,
        trunk=TRUNK,
        head=HEAD,
        foot=foot,
        text=TEXT,
        rungs=rungs,
        root_label=_("root of %(size)s") % {"size": counted(size)},
        entry_label=_("entry %(index)s") % {"index": counted(index)},
        description=_description(index, len(steps)),
    )


def _rung(row: int, step: Join) -> Rung:
    """A neighbour hangs one row below the place where it joins the trunk."""
    y = HEAD + row * ROW
    x = TRUNK - ARM if step.left else TRUNK + ARM
    label = f"{counted(step.first)}" if step.first == step.last else f"{counted(step.first)} – {counted(step.last)}"
    return Rung(y, x, f"M{TRUNK} {y + 4}C{TRUNK} {y + 20} {x} {y + 10} {x} {y + ROW - 5}", label)


def _description(index: int, steps: int) -> str:
    text = ngettext(
        "Drawing of the path from entry %(index)s to the root, over %(steps)d neighbour; the list has its hash.",
        "Drawing of the path from entry %(index)s to the root, over %(steps)d neighbours; the list has their hashes.",
        steps,
    )
    return text % {"index": counted(index), "steps": steps}
