"""Prints of a picture and key frames of a film, as cells of a contact sheet."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from provenance.contact_sheet.limits import FILM_CPU_SECONDS, FRAME_SIDE, FRAMES, STILL_SIDE
from verify.cases.bench import LaidOut, PrintFacts
from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """One print: where it lies, where it is looked at closely, and how it is called."""

    number: int
    called: str
    chosen: Words
    width: int
    height: int
    picture: str
    close: str
    download: str


@dataclass(frozen=True, slots=True)
class SheetShown:
    """The cells, whether they are frames of a film, and what they do not show."""

    cells: tuple[Cell, ...]
    is_film: bool
    limits: tuple[Words, ...]


def sheet_shown(case: str, found: LaidOut) -> SheetShown:
    """Return the contact sheet of a case."""
    film = any(one.at_ms is not None for one in found.prints)
    cells = tuple(cell_of(case, number, one) for number, one in enumerate(found.prints, 1))
    return SheetShown(cells, film, _film_limits(found) if film else _still_limits())


def cell_of(case: str, number: int, one: PrintFacts) -> Cell:
    """Return one print of a case."""
    here = reverse("pages:bench_print", args=[case, number])
    return Cell(
        number=number,
        called=_called(number, one),
        chosen=_chosen(one),
        width=one.width,
        height=one.height,
        picture=here,
        close=reverse("pages:bench_close", args=[case, number]),
        download=f"{here}?download=1",
    )


def clock_of(at_ms: int) -> str:
    """Return a time in a film as minutes, seconds and tenths; with hours where there are any."""
    seconds, tenths = divmod(at_ms // 100, 10)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    short = f"{minutes:02}:{seconds:02}.{tenths}"
    return f"{hours}:{short}" if hours else short


def _called(number: int, one: PrintFacts) -> str:
    if one.at_ms is None:
        return _("The picture")
    return _("Frame %(number)d, at %(time)s") % {"number": number, "time": clock_of(one.at_ms)}


def _chosen(one: PrintFacts) -> Words:
    if one.at_ms is None:
        return ""
    return _("the picture had changed") if one.changed else _("evenly spaced")


def _film_limits(found: LaidOut) -> tuple[Words, ...]:
    said = _(
        "At most %(frames)d frames, one from each equal part of the film: the first settled one after the strongest "
        "change of picture in it, else its first. They are at most %(side)d pixels wide or high and encoded anew. What "
        "happens between two of them is not here."
    ) % {"frames": FRAMES, "side": FRAME_SIDE}
    if found.whole:
        return (said,)
    cut = _(
        "The reading ended at %(time)s, after %(seconds)d seconds of work or at damage. What comes later was not seen."
    )
    return said, cut % {"time": clock_of(found.seen_until_ms), "seconds": FILM_CPU_SECONDS}


def _still_limits() -> tuple[Words, ...]:
    said = _(
        "A copy encoded anew, at most %(side)d pixels wide or high: traces of compression in it may be ours. For work "
        "on single pixels use the file itself."
    )
    return (said % {"side": STILL_SIDE},)
