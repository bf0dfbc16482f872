"""One number for a code's item and place, as segments keep it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from verify.index.arrays import Codes

PLACE_BITS: Final = 32
"""Places hold a day of film with 1024 codes each tenth of a second; nobody makes four billion changes."""

Names = NDArray[np.uint64]


def names_of(items: NDArray[np.int64], places: NDArray[np.int64]) -> Names:
    """Names that order as items do."""
    return (items.astype(np.uint64) << np.uint64(PLACE_BITS)) | places.astype(np.uint64)


def items_of(names: Names) -> NDArray[np.int64]:
    """The items that are named."""
    return (names >> np.uint64(PLACE_BITS)).astype(np.int64)


def places_of(names: Names) -> NDArray[np.int64]:
    """The places that are named."""
    return (names & np.uint64((1 << PLACE_BITS) - 1)).astype(np.int64)


def no_codes() -> Codes:
    """No code at all."""
    return np.empty((0, 32), np.uint8)
