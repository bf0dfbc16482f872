"""Which frames of a film are printed: a film is cut into equal spans, and each span gives its most telling frame.

That is the first settled frame after its strongest change of scene, else its first frame; a span that shows nothing
that the frame before it did not show gives none, so that a long shot is not printed over and over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from provenance.contact_sheet.limits import FRAMES, SHORTEST_MS
from provenance.fingerprint.film_shots import bits
from provenance.fingerprint.types import Code

CUT_BITS: Final = 60
"""Global codes of two frames that differ by more belong to different shots, or to one that moves fast."""

STILL_BITS: Final = 40
"""A frame that differs by less from the one before it stands in the middle of a shot, not in a transition."""

SAME_BITS: Final = 30
"""Frames that differ by less show the same to the eye."""

EVENLY: Final = 4
"""After so many spans without a change a frame is printed all the same: something small may have changed."""

Frame = TypeVar("Frame")


@dataclass(slots=True)
class Candidate(Generic[Frame]):
    """The best frame of a span so far; `strength` in bits of change, 0 for one that is there because it was time."""

    at_ms: int
    frame: Frame
    code: Code
    strength: int


class Spans(Generic[Frame]):
    """Goes through a film frame by frame; at most one frame of each span is held."""

    def __init__(self, lasts_ms: int) -> None:
        self._span_ms = max(SHORTEST_MS, -(-lasts_ms // FRAMES))
        self._best: Candidate[Frame] | None = None
        self._kept: Candidate[Frame] | None = None
        self._last: Code | None = None

    def seen(self, at_ms: int, frame: Frame, code: Code) -> Candidate[Frame] | None:
        """Take one frame in its order; gives the frame of the span that has just ended, where it gives one."""
        ended = None
        if self._best is not None and at_ms // self._span_ms != self._best_span:
            ended, self._best = self._settled(), None
        strength = self._strength(code)
        if self._best is None or strength > self._best.strength:
            self._best, self._best_span = Candidate(at_ms, frame, code, strength), at_ms // self._span_ms
        self._last = code
        return ended

    def end(self) -> Candidate[Frame] | None:
        """The frame of the last span."""
        return self._settled() if self._best is not None else None

    _best_span: int = -1

    def _strength(self, code: Code) -> int:
        if self._kept is None or self._last is None or bits(code, self._last) > STILL_BITS:
            return 0
        change = bits(code, self._kept.code)
        return change if change > CUT_BITS else 0

    def _settled(self) -> Candidate[Frame] | None:
        best, kept = self._best, self._kept
        if best is None:
            return None
        if kept is not None and not best.strength:
            waited = best.at_ms - kept.at_ms >= EVENLY * self._span_ms
            if bits(best.code, kept.code) < SAME_BITS and not waited:
                return None
        self._kept = best
        return best
