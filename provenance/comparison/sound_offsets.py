"""Where one sequence of Chromaprint items may lie in another: the agreement of all bits at every offset at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from provenance.fingerprint.types import SoundCodes

ITEM_BITS: Final = 32

UNRELATED: Final = 0.43
"""Share of differing bits of items of unrelated sounds: less than a half, for all sound has something in common."""

_STEADY: Final = 5
"""So many equal items in a row are silence or a steady tone, and say nothing."""

_SIGMA: Final = 0.35
"""How much one item's agreement varies between unrelated sounds, neighbours being alike included."""

_CERTAIN: Final = 5.0
"""Standard deviations by which an offset stands out that is worth a look."""

_SPEAKING: Final = 16
"""Items that say something below which a sound is silent: two seconds."""

_APART: Final = 3
"""Items by which two offsets differ at least."""

Words = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Heard:
    """Items, and which of them say something."""

    words: Words
    telling: NDArray[np.bool_]

    @classmethod
    def of(cls, codes: SoundCodes) -> Heard:
        words = np.frombuffer(codes.items, "<u4").astype(np.uint32)
        return cls(words, ~_steady(words))

    def __len__(self) -> int:
        return len(self.words)


def _steady(words: Words) -> NDArray[np.bool_]:
    """Items inside runs of equal ones."""
    edges = np.flatnonzero(np.diff(words, prepend=words[:1] + 1, append=words[-1:] + 1))
    lengths = np.diff(edges)
    return np.repeat(lengths >= _STEADY, lengths)


def offsets(asked: Heard, recorded: Heard, most: int = 8) -> list[int]:
    """The offsets in items, best first, at which much more agrees than by chance; asked + offset = recorded."""
    agreeing, both = _correlated(_signs(asked), _signs(recorded)), _correlated(_shown(asked), _shown(recorded))
    chance = (1 - 2 * UNRELATED) * both
    excess = agreeing / ITEM_BITS - chance - _CERTAIN * _SIGMA * np.sqrt(np.maximum(both, 1))
    found: list[int] = []
    while len(found) < most and (best := int(excess.argmax())) >= 0 and excess[best] > 0:
        found.append(best - (len(asked) - 1))
        excess[max(best - _APART + 1, 0) : best + _APART] = -np.inf
    return found


def errors(asked: Heard, recorded: Heard, offset: int) -> NDArray[np.float32]:
    """For each asked item, the share of bits that differ from the one at this offset; UNRELATED where there is none."""
    reply = np.full(len(asked), UNRELATED, np.float32)
    first, last = max(0, -offset), min(len(asked), len(recorded) - offset)
    if first < last:
        differing = np.bitwise_count(asked.words[first:last] ^ recorded.words[first + offset : last + offset])
        reply[first:last] = differing / ITEM_BITS
    return reply


def both_telling(asked: Heard, recorded: Heard, offset: int) -> NDArray[np.bool_]:
    """For each asked item whether it or the one at this offset says something."""
    reply = asked.telling.copy()
    first, last = max(0, -offset), min(len(asked), len(recorded) - offset)
    if first < last:
        reply[first:last] |= recorded.telling[first + offset : last + offset]
    return reply


def _signs(heard: Heard) -> NDArray[np.float32]:
    bits = (heard.words[:, None] >> np.arange(ITEM_BITS, dtype=np.uint32)) & 1
    return (bits.astype(np.float32) * 2 - 1) * heard.telling[:, None]


def _shown(heard: Heard) -> NDArray[np.float32]:
    return heard.telling.astype(np.float32)[:, None]


def _correlated(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sum of products at every offset from -(len(one) - 1) to len(other) - 1."""
    length = len(one) + len(other) - 1
    size = 1 << length.bit_length()
    product = (np.fft.rfft(one[::-1], size, axis=0) * np.fft.rfft(other, size, axis=0)).sum(axis=1)
    return np.asarray(np.fft.irfft(product, size)[:length], np.float32)


def speaks(codes: SoundCodes) -> bool:
    """Whether anything in this sound can be told apart from silence."""
    return int(Heard.of(codes).telling.sum()) >= _SPEAKING
