"""A comparison as the parameters of a sentence: coarse, fit to publish, no pictures and no distances."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from provenance.comparison.types import (
    Comparison,
    FilmComparison,
    Interval,
    Likeness,
    PictureComparison,
    SoundComparison,
)
from provenance.types import Param, Params

MOST_STRETCHES: Final = 5
"""A sentence with more is not read; the page draws them all."""

MEDIA: Final = {PictureComparison: "picture", FilmComparison: "film", SoundComparison: "sound"}


def params_of(comparison: Comparison) -> Params:
    """What a sentence needs to know of one comparison."""
    changes = tuple(one.value for one in comparison.changes)
    told: dict[str, Param] = {"medium": medium_of(comparison), "changes": changes}
    if isinstance(comparison, PictureComparison):
        return {**told, "kept": _share(comparison.kept), "regions": len(comparison.asked_boxes)}
    return {**told, **_in_time(comparison)}


def medium_of(comparison: Comparison) -> str:
    """The kind of medium compared: `picture`, `film` or `sound`."""
    return MEDIA[type(comparison)]


def _in_time(comparison: FilmComparison | SoundComparison) -> dict[str, Param]:
    found = {"offset": clock(comparison.offset_ms), "part": stretch(comparison.matching) if comparison.matching else ""}
    if isinstance(comparison, SoundComparison):
        return {**found, "stretches": _stretches(comparison.splices)}
    told: dict[str, Param] = {**found, "kept": _share(comparison.kept)}
    told["stretches"] = _stretches(one.interval for one in comparison.differing)
    told["regions"] = max((len(one.boxes) for one in comparison.differing), default=0)
    told["cuts"] = _stretches(comparison.cuts)
    return told | _voice(comparison.sound)


def _voice(sound: SoundComparison | None) -> dict[str, Param]:
    """How the sound tracks stand to each other: `other`, or the stretches that were put in."""
    if sound is None:
        return {}
    if sound.likeness is Likeness.UNRELATED:
        return {"voice": "other"}
    return {"voice": "spliced", "spliced": _stretches(sound.splices)} if sound.splices else {}


def _share(kept: int | None) -> int:
    return 0 if kept is None else min(max(kept, 0), 100)


def _stretches(found: Iterable[Interval]) -> tuple[str, ...]:
    return tuple(stretch(one) for one in found)[:MOST_STRETCHES]


def stretch(interval: Interval) -> str:
    """`0:12–0:19`."""
    return f"{clock(interval.start_ms)}–{clock(interval.end_ms)}"


def clock(milliseconds: int) -> str:
    """Minutes and seconds, hours where there are any; rounded down."""
    seconds = abs(milliseconds) // 1000
    sign, minutes = "-" if milliseconds <= -1000 else "", seconds // 60
    if minutes < 60:
        return f"{sign}{minutes}:{seconds % 60:02}"
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{seconds % 60:02}"
