"""One tone for two films: what a filter or an encoder did to brightness and colour is taken back before comparing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

_EVERY: Final = 7
"""Every so many pixels in both directions are enough to fit a line."""

_GAIN: Final = (0.4, 2.5)
_OUTLYING: Final = 2.0

Floats = NDArray[np.float32]
Pictures = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Tone:
    """Gain and bias of each of the three colours."""

    gains: tuple[float, ...] = (1.0, 1.0, 1.0)
    biases: tuple[float, ...] = (0.0, 0.0, 0.0)

    def of(self, picture: Pictures) -> Floats:
        """A recorded picture in the tone of the asked film."""
        reply = picture.astype(np.float32) * np.array(self.gains, np.float32) + np.array(self.biases, np.float32)
        return np.clip(reply, 0, 255, out=reply)


def tone(recorded: Pictures, asked: Pictures) -> Tone:
    """What leads from recorded pictures to asked ones of the same moments, both (n, rows, columns, 3)."""
    thin = (slice(None), slice(None, None, _EVERY), slice(None, None, _EVERY))
    one, other = (pictures[thin].astype(np.float32) for pictures in (recorded, asked))
    lines = [_line(one[..., channel].ravel(), other[..., channel].ravel()) for channel in range(3)]
    return Tone(tuple(gain for gain, _ in lines), tuple(bias for _, bias in lines))


def _line(x: Floats, y: Floats) -> tuple[float, float]:
    """Gain and bias by least squares, once more without what lies far off: an edit is no filter."""
    kept = np.ones(len(x), bool)
    gain, bias = 1.0, 0.0
    for _ in range(3):
        if kept.sum() < 16 or float(np.var(x[kept])) < 1:
            return 1.0, 0.0
        gain = float(np.cov(x[kept], y[kept])[0, 1] / np.var(x[kept], ddof=1))
        bias = float(y[kept].mean() - gain * x[kept].mean())
        off = np.abs(y - gain * x - bias)
        kept = off <= max(_OUTLYING * float(np.median(off)), 4.0)
    return (gain, bias) if _GAIN[0] <= gain <= _GAIN[1] else (1.0, 0.0)
