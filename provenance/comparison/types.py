"""What came of laying a medium beside a recorded one. Words of a measurement, not of a judgement.

Which of the two was changed is never said here: two media that differ, differ. Source: DESIGN section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Likeness(StrEnum):
    """How the two stand to each other; only the first two are confirmed by pixels.

    `copy`: they lie on each other and differ only as platforms make them differ. `differs`: they lie on each other, and
    content differs in the boxes. `uncompared`: the geometry holds, but there was no picture to compare. `similar`: they
    look alike and nothing confirms more. `unrelated`: nothing in common was found.
    """

    COPY = "copy"
    DIFFERS = "differs"
    UNCOMPARED = "uncompared"
    SIMILAR = "similar"
    UNRELATED = "unrelated"


class Change(StrEnum):
    """What platforms and programs do to a picture without changing what it shows."""

    RECOMPRESSED = "recompressed"
    RESIZED = "resized"
    CROPPED = "cropped"
    FRAMED = "framed"
    MIRRORED = "mirrored"
    TURNED = "turned"
    RECOLOURED = "recoloured"
    BLURRED = "blurred"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in ten-thousandths of the width and height of one picture, from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time in milliseconds, the end not included."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PictureComparison:
    """Two pictures beside each other; `asked` is the one in question, `recorded` the one on record.

    `inliers` counts the patches that agree on one geometry. `transform` is the 2×3 affine that takes pixels of the
    prepared asked picture (mirrored first where `mirrored`) to those of the recorded one, row by row; None where
    none holds. `kept` is the share of the recorded picture that can be seen in the asked one, in percent. Boxes name
    where content differs, in both pictures. `heat` is a greyscale PNG (long side ≤ 256) of the asked picture's
    differences, None where nothing was compared.
    """

    likeness: Likeness
    inliers: int = 0
    distance: int | None = None
    transform: tuple[float, ...] | None = None
    mirrored: bool = False
    turned: int = 0
    kept: int | None = None
    changes: tuple[Change, ...] = ()
    asked_boxes: tuple[Box, ...] = ()
    recorded_boxes: tuple[Box, ...] = ()
    heat: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SoundComparison:
    """Two sound tracks: `offset_ms` is where the asked one begins in the recorded one.

    `splices` are stretches of the asked one that have no counterpart there although what is around them has; `cuts` are
    what the recorded one has between and the asked one leaves out (recorded times).
    """

    likeness: Likeness
    offset_ms: int = 0
    matching: Interval | None = None
    error_rate: float | None = None
    splices: tuple[Interval, ...] = ()
    changes: tuple[Change, ...] = ()
    cuts: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class FilmStretch:
    """A stretch of the asked film in which the pictures differ, and where in them."""

    interval: Interval
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class FilmComparison:
    """Two films: `offset_ms` is where the asked one begins in the recorded one, `matching` the part of the asked one
    that was found there, `cuts` what the recorded one shows between and the asked one leaves out (recorded times).
    `sound` is None where either has no sound track or it was not compared.
    """

    likeness: Likeness
    offset_ms: int = 0
    matching: Interval | None = None
    kept: int | None = None
    mirrored: bool = False
    changes: tuple[Change, ...] = ()
    differing: tuple[FilmStretch, ...] = ()
    cuts: tuple[Interval, ...] = ()
    sound: SoundComparison | None = None


Comparison = PictureComparison | FilmComparison | SoundComparison
