"""Two pictures beside each other, laid over each other, and where they differ: plain numbers for drawn pages."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from provenance.comparison.types import Likeness, PictureComparison
from verify.cases.likeness_sizes import Size, Sizes
from verify.pages.presentation.regions import MOST_SHOWN, Region, regions

# The two that a transform was confirmed for; anything else must not be laid over each other as if it were one picture.
CONFIRMED = (Likeness.COPY, Likeness.DIFFERS)
# Without script the slider stands at these places, in percent of this copy.
STOPS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Plate:
    """One picture with its rectangles; an empty `address` is a picture that this reader may not see."""

    address: str
    width: int
    height: int
    regions: tuple[Region, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Stage:
    """What is drawn for one likeness; `over` is the SVG transform that lays this copy over the recorded picture."""

    asked: Plate | None
    recorded: Plate | None
    over: str
    heat: str
    said: str
    list: tuple[Region, ...]

    @property
    def has_slider(self) -> bool:
        """Say whether one can be laid over the other."""
        return bool(self.over and self.asked and self.recorded)

    @property
    def views(self) -> int:
        """Count the ways of looking at it that can be chosen from."""
        return sum((bool(self.asked or self.recorded), self.has_slider, bool(self.heat)))


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pictures of one likeness are served; empty where this reader may not have them."""

    asked: str = ""
    recorded: str = ""
    heat: str = ""


def stage(comparison: PictureComparison, addresses: Addresses, asked: Size | None, both: Sizes | None) -> Stage:
    """Return what can be drawn of a comparison of two pictures with what this reader may see."""
    marked = regions(comparison.asked_boxes, asked) if asked else ()
    confirmed = comparison.likeness in CONFIRMED
    return Stage(
        asked=_plate(addresses.asked, asked, marked, _("This copy")) if asked and addresses.asked else None,
        recorded=_recorded(comparison, addresses, both),
        over=_over(comparison, both) if confirmed and both else "",
        heat=addresses.heat if asked and addresses.asked else "",
        said=_said(comparison),
        list=regions(comparison.asked_boxes, asked or (1, 1)),
    )


def _recorded(comparison: PictureComparison, addresses: Addresses, both: Sizes | None) -> Plate | None:
    if both is None or not addresses.recorded:
        return None
    marked = regions(comparison.recorded_boxes, both.recorded)
    return _plate(addresses.recorded, both.recorded, marked, _("The recorded picture"))


def _plate(address: str, size: Size, marked: tuple[Region, ...], name: str) -> Plate:
    if not marked:
        return Plate(address, *size, (), name)
    words = ngettext("%(name)s, one region marked", "%(name)s, %(count)d regions marked", len(marked))
    return Plate(address, *size, marked, words % {"name": name, "count": len(marked)})


def _over(comparison: PictureComparison, both: Sizes | None) -> str:
    """The affine of the comparison as SVG writes it (column by column); a mirrored copy is turned over first."""
    if comparison.transform is None or both is None:
        return ""
    if len(comparison.transform) != 6 or not all(map(isfinite, comparison.transform)):
        return ""
    a, b, c, d, e, f = comparison.transform
    placed = f"matrix({a:.6g} {d:.6g} {b:.6g} {e:.6g} {c:.6g} {f:.6g})"
    return f"{placed} translate({both.asked[0]} 0) scale(-1 1)" if comparison.mirrored else placed


def _said(comparison: PictureComparison) -> str:
    """What the marked regions and the map show, for those who read it instead of seeing it."""
    count = len(comparison.asked_boxes)
    if comparison.likeness is Likeness.COPY:
        return _("No region differs more than saving, scaling, cropping or filters make it differ.")
    if comparison.likeness is not Likeness.DIFFERS:
        return ""
    if not count:
        return _("They differ, and no single region could be made out.")
    text = ngettext(
        "Content differs in one region of this copy; elsewhere no difference was found.",
        "Content differs in %(count)d regions of this copy; elsewhere no difference was found.",
        count,
    ) % {"count": count}
    return text if count <= MOST_SHOWN else f"{text} {_('The first ones are marked.')}"
