"""Two sound tracks beside each other: where one lies in the other, and what was put in or taken out.

Chromaprint items stand for the sound; nothing is heard again. An item covers 2.7 seconds, the earlier part of them with
more weight, so an edge between two stretches is known to some tenths of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.comparison.film_path import NONE, Run, best_path
from provenance.comparison.sound_edges import edge_ms
from provenance.comparison.sound_offsets import Heard, both_telling, errors, offsets
from provenance.comparison.types import Change, Interval, Likeness, SoundComparison
from provenance.fingerprint.types import SoundCodes

COPY_ERROR: Final = 0.15
"""Share of differing bits up to which two recordings are the same one: MP3, Opus and noise stay below 0.06."""

_NOTHING: Final = 0.29
"""What an item without counterpart costs: between a changed speed (0.19) and an unrelated sound (0.43)."""

_CHANGE: Final = 1.2
"""What a change of offset costs: two seconds of unrelated sound are worth it."""

_SILENCE: Final = 0.15
"""What an item costs where both are silent, whatever the offset."""

_FEWEST: Final = 16
"""Matching items below which nothing was found: two seconds."""

_CONFIRMED: Final = 40
"""Matching items from which two sounds are called the same: five seconds."""

_LEAST_SHARE: Final = 0.5
"""Share of the asked sound that must match: less is an excerpt in something else, such as a common jingle."""

_MIDDLE_MS: Final = 900
"""From the begin of an item to the moment it stands for, roughly; measured on dubbed and cut voices."""

_SHORTEST_MS: Final = 500
"""Shorter cuts and splices are below what items can tell."""

_SHORTEST_END_MS: Final = 2_500
"""At the begin and end of a sound: the time one item covers."""

_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class _Laid:
    """The asked sound laid along the recorded one: runs of items with their offsets in items."""

    asked: Heard
    recorded: Heard
    codes: SoundCodes
    offsets: Sequence[int]
    runs: Sequence[Run]

    def at_ms(self, item: int) -> int:
        """The time of an edge before this item."""
        if item <= 0:
            return 0
        middle = round(item * self.codes.item_ms + _MIDDLE_MS)
        return self.codes.duration_ms if item >= len(self.asked) else min(middle, self.codes.duration_ms)

    def offset_ms(self, run: Run) -> int:
        return round(self.offsets[run.state] * self.codes.item_ms)

    def left_out_ms(self, one: Run, two: Run) -> int:
        """How much of the recorded sound lies between two runs; negative where the second one goes back."""
        return self.offset_ms(two) - self.offset_ms(one)

    def edge_ms(self, run: Run, item: int, *, begins: bool) -> int:
        """When the sound of this run gives way to another one (or comes back), near this item."""
        error = errors(self.asked, self.recorded, self.offsets[run.state])
        return edge_ms(error, self.codes.item_ms, self.at_ms(item), begins=begins)

    def matching(self) -> list[Run]:
        return [one for one in self.runs if one.state != NONE]

    def errors(self) -> NDArray[np.float32]:
        """Of the matching items that say something."""
        parts = []
        for run in self.matching():
            offset = self.offsets[run.state]
            here = slice(run.first, run.last)
            error = errors(self.asked, self.recorded, offset)[here]
            parts.append(error[both_telling(self.asked, self.recorded, offset)[here]])
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def compare_sounds(asked: SoundCodes, recorded: SoundCodes) -> SoundComparison:
    """Lay `asked` along `recorded`; never raises. Sounds that are silent throughout are unrelated."""
    if not len(asked) or not len(recorded):
        return SoundComparison(Likeness.UNRELATED)
    laid = _laid(asked, recorded)
    error = laid.errors()
    return _told(laid, error) if len(error) >= _FEWEST else SoundComparison(Likeness.UNRELATED)


def _laid(asked: SoundCodes, recorded: SoundCodes) -> _Laid:
    one, other = Heard.of(asked), Heard.of(recorded)
    found: list[int] = []
    runs: list[Run] = [Run(NONE, 0, len(one))]
    for _ in range(_ROUNDS):
        # What has no counterpart yet is looked for alone: among much that matches elsewhere a short piece is lost.
        fresh = [offset for offset in offsets(_rest(one, runs), other) if offset not in found]
        if not fresh:
            break
        found += fresh
        runs = best_path(np.vstack([_costs(one, other, offset) for offset in found]), _NOTHING, _CHANGE)
    return _Laid(one, other, asked, found, runs)


def _rest(asked: Heard, runs: Sequence[Run]) -> Heard:
    """The asked sound with nothing but what has no counterpart."""
    kept = np.zeros(len(asked), bool)
    for run in runs:
        if run.state == NONE:
            kept[run.first : run.last] = True
    return replace(asked, telling=asked.telling & kept)


def _costs(asked: Heard, recorded: Heard, offset: int) -> NDArray[np.float32]:
    costs = errors(asked, recorded, offset)
    inside = (np.arange(len(asked)) + offset >= 0) & (np.arange(len(asked)) + offset < len(recorded))
    costs[inside & ~both_telling(asked, recorded, offset)] = _SILENCE
    return costs


def _told(laid: _Laid, error: NDArray[np.float32]) -> SoundComparison:
    runs, rate = laid.matching(), float(error.mean())
    span = Interval(laid.at_ms(runs[0].first), laid.at_ms(runs[-1].last))
    splices, cuts = _splices(laid), _cuts(laid)
    asked_items = max(int(laid.asked.telling.sum()), 1)
    confirmed = rate <= COPY_ERROR and len(error) >= _CONFIRMED and len(error) / asked_items >= _LEAST_SHARE
    likeness = Likeness.SIMILAR
    if confirmed:
        likeness = Likeness.DIFFERS if splices or cuts else Likeness.COPY
    return SoundComparison(
        likeness,
        offset_ms=laid.offset_ms(max(runs, key=lambda one: one.last - one.first)),
        matching=span,
        error_rate=round(rate, 3),
        splices=splices,
        changes=(Change.RECOMPRESSED,) if rate > 0 else (),
        cuts=cuts,
    )


def _splices(laid: _Laid) -> tuple[Interval, ...]:
    """Stretches without counterpart, and places where the recorded order is left."""
    spans = [_exact(laid, one) for one in laid.runs if one.state == NONE]
    inner = [one for one in spans if one.end_ms - one.start_ms >= _least_ms(laid, one)]
    back = [_turn_ms(laid, one, two) for one, two in pairwise(laid.matching()) if laid.left_out_ms(one, two) < 0]
    return tuple(sorted(inner + [Interval(at, at + _SHORTEST_MS) for at in back], key=_begin))


def _least_ms(laid: _Laid, span: Interval) -> int:
    """At the ends a few items may be spoilt by how a film was cut."""
    return _SHORTEST_MS if span.start_ms > 0 and span.end_ms < laid.codes.duration_ms else _SHORTEST_END_MS


def _exact(laid: _Laid, gap: Run) -> Interval:
    """The stretch without counterpart, each edge found again from how the items around it go wrong."""
    before = next((one for one in laid.runs if one.last == gap.first), None)
    after = next((one for one in laid.runs if one.first == gap.last), None)
    start = laid.edge_ms(before, gap.first, begins=True) if before else 0
    end = laid.edge_ms(after, gap.last, begins=False) if after else laid.codes.duration_ms
    return Interval(start, max(end, start))


def _turn_ms(laid: _Laid, one: Run, two: Run) -> int:
    """When one offset gives way to another."""
    return (laid.edge_ms(one, one.last, begins=True) + laid.edge_ms(two, two.first, begins=False)) // 2


def _cuts(laid: _Laid) -> tuple[Interval, ...]:
    """What the recorded sound has between two matching stretches and the asked one leaves out, in recorded time."""
    cuts = []
    for one, two in pairwise(laid.matching()):
        left_out = laid.left_out_ms(one, two)
        if left_out >= _SHORTEST_MS:
            end = (
                _turn_ms(laid, one, two)
                if one.last == two.first
                else _exact(laid, Run(NONE, one.last, two.first)).end_ms
            )
            cuts.append(Interval(end + laid.offset_ms(two) - left_out, end + laid.offset_ms(two)))
    return tuple(cuts)


def _begin(interval: Interval) -> int:
    return interval.start_ms
