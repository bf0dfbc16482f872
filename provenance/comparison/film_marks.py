"""The blocks that differ at every matching moment of two films that are laid on each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.comparison.film_differences import BLOCK, Neighbours, differing_blocks, liveliness
from provenance.comparison.film_laying import Laid
from provenance.comparison.film_tone import Tone, tone
from provenance.comparison.film_tracks import Pictures

_TONE_MOMENTS: Final = 24
_RECOLOURED: Final = 5.0
"""Mean grey levels by which a filter changes a film."""

_LOOKED_AT: Final = 480
"""Moments that are looked at for differences, each 5 ms; in longer films one stands for those after it."""

_NEAR: Final = 2
"""Pictures before and after a moment in which what moves fast may pass the same place."""

Marks = NDArray[np.bool_]


def marks(found: Laid) -> tuple[Marks, Marks, bool]:
    """For each asked picture the blocks that differ for certain, and those that may; and whether the film was
    recoloured as a whole."""
    columns = matched_columns(found)
    ours, theirs = found.asked_pictures, found.recorded_pictures
    same_tone = _tone(found, columns)
    certain = np.zeros((len(ours), ours.shape[1] // BLOCK, ours.shape[2] // BLOCK), bool)
    perhaps = certain.copy()
    changes, lively = [], _Liveliness(theirs)
    stride = max(-(-len(ours) // _LOOKED_AT), 1)
    for moment, around in list(enumerate(columns))[::stride]:
        pictures = tuple(same_tone.of(theirs[one]) for one in around)
        if pictures:
            neighbours = Neighbours(pictures, lively.around(around))
            blocks = differing_blocks(ours[moment].astype(np.float32), neighbours)
            certain[moment : moment + stride], perhaps[moment : moment + stride] = blocks
            changes.append(float(np.abs(pictures[0] - theirs[around[0]]).mean()))
    return certain, perhaps, bool(changes) and float(np.mean(changes)) > _RECOLOURED


def matched_columns(found: Laid) -> list[tuple[int, ...]]:
    """For each asked picture the recorded ones just before and after its moment; none where nothing matches."""
    reply: list[tuple[int, ...]] = [()] * len(found.asked)
    times, reach = found.recorded.times, max(found.recorded.step_ms, found.asked.step_ms) * 1.1
    for run in found.alignment.matching():
        for moment in range(run.first, run.last):
            goal = found.asked.times[moment] + found.alignment.offset(run)
            after = int(np.searchsorted(times, goal))
            near = [one for one in (after - 1, after) if 0 <= one < len(times) and abs(times[one] - goal) <= reach]
            reply[moment] = tuple(near)
    return reply


@dataclass(slots=True)
class _Liveliness:
    """How much the recorded film changes around its pictures; each step between two of them is looked at once."""

    pictures: Pictures
    steps: dict[int, NDArray[np.float32]] = field(default_factory=dict)

    def around(self, columns: tuple[int, ...]) -> NDArray[np.float32]:
        """The most that changes from two pictures before to two after."""
        first, last = max(columns[0] - _NEAR + 1, 1), min(columns[-1] + _NEAR, len(self.pictures) - 1)
        if first > last:
            return np.zeros(self.pictures.shape[1:3], np.float32)
        for step in [one for one in self.steps if one < first]:
            del self.steps[step]
        return np.asarray(np.max([self._step(number) for number in range(first, last + 1)], axis=0), np.float32)

    def _step(self, number: int) -> NDArray[np.float32]:
        if number not in self.steps:
            earlier, later = (self.pictures[one].astype(np.float32) for one in (number - 1, number))
            self.steps[number] = liveliness(earlier, later)
        return self.steps[number]


def _tone(found: Laid, columns: list[tuple[int, ...]]) -> Tone:
    """The recorded film's tone against the asked one's, from moments spread over both."""
    moments = [number for number, around in enumerate(columns) if around]
    chosen = moments[:: max(len(moments) // _TONE_MOMENTS, 1)]
    if not chosen:
        return Tone()
    nearest = [_nearest(found, one, columns[one]) for one in chosen]
    return tone(found.recorded_pictures[nearest], found.asked_pictures[chosen])


def _nearest(found: Laid, moment: int, columns: tuple[int, ...]) -> int:
    ours = found.asked_pictures[moment, ::8, ::8].astype(np.int16)
    off = [float(np.abs(ours - found.recorded_pictures[one, ::8, ::8]).mean()) for one in columns]
    return columns[int(np.argmin(off))]
