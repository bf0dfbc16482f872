"""The filter of an edition in two layers, so that a small change of the list is a small download.

`base` is made anew seldom; `top` holds the labels in force that the base does not. A label that left the list stays in
the base until then: the filter only ever says "surely not", buckets decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from provenance.blindlist import filters
from provenance.blindlist.cbor import decode, encode
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.filters import FuseFilter

MOST_BYTES: Final = 2 * 2 * filters.MOST_KEYS
LEAST_IN_TOP: Final = 256
"""Below this a base is not worth making anew: the top takes less than a kilobyte."""
SHARE_IN_TOP: Final = 8
"""The base is made anew when the top holds more than an eighth of it: a delta then costs a fourth of a byte a label."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Both layers; a key that either holds may be on the list."""

    base: FuseFilter
    top: FuseFilter

    def holds(self, key: int) -> bool:
        """Whether this key may be in; both layers are always asked."""
        return self.base.holds(key) | self.top.holds(key)


def layers_of(keys: Sequence[int], before: Layers | None) -> Layers:
    """The layers of these keys: with the base of the edition before where it still serves."""
    if before is not None:
        held = before.base.hold_all(keys)
        missing = [key for key, there in zip(keys, held, strict=True) if not there]
        if len(missing) <= max(LEAST_IN_TOP, len(keys) // SHARE_IN_TOP):
            return Layers(before.base, filters.filter_of(missing))
    return Layers(filters.filter_of(keys), filters.filter_of(()))


def to_bytes(made: Layers) -> bytes:
    """The filter as it is published and digested."""
    return encode([filters.to_bytes(made.base), filters.to_bytes(made.top)])


def from_bytes(content: bytes) -> Layers:
    """Read a published filter; raises BadBlob."""
    match decode(content, at_most=MOST_BYTES):
        case [bytes(base), bytes(top)]:
            return Layers(filters.from_bytes(base), filters.from_bytes(top))
    raise BadBlob("This is no filter of a list.")
