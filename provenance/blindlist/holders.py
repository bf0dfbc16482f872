"""Key holders in this process: several shares for tests and demonstrations, or one that says that it is alone."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from provenance.blindlist.errors import StandInRefused, TooFewHolders
from provenance.blindlist.ristretto import Random, base_times
from provenance.blindlist.threshold import answer
from provenance.blindlist.types import Evaluated, HolderIndex, KeyName, KeyShare, Point, PublicKey, Scalar

ALONE: Final = HolderIndex(1)


class LocalHolders:
    """Shares that lie in this process: whoever runs it can put the key together, unlike with separate holders."""

    stand_in = True

    def __init__(self, shares: Sequence[KeyShare], random: Random = secrets.token_bytes) -> None:
        self._shares = {(one.index, one.name, one.epoch): one for one in shares}
        self._random = random

    def available(self) -> Sequence[HolderIndex]:
        """Everybody who holds any share here, lowest number first."""
        return sorted({index for index, _, _ in self._shares})

    def evaluate(self, holder: HolderIndex, key: KeyName, epoch: int, blinded: Sequence[Point]) -> Evaluated:
        """That holder's answer; raises TooFewHolders where it holds no such share, BadPoint."""
        share = self._shares.get((holder, key, epoch))
        if share is None:
            raise TooFewHolders(f"Key holder {holder} has no share of this key.")
        return answer(share, blinded, self._random)


class SingleHolder(LocalHolders):
    """One holder with the whole key, for demonstrations: its operator can read the list and guess every device.

    `demo` says that this is known; without it the holder is refused.
    """

    warning: Final = "One holder has the whole key of this list: whoever runs it can read the list."

    def __init__(self, keys: dict[KeyName, Scalar], epoch: int, *, demo: bool) -> None:
        if not demo:
            raise StandInRefused("One holder with the whole key is for demonstrations only: name several holders.")
        super().__init__([KeyShare(name, epoch, ALONE, value) for name, value in keys.items()])
        self.public_keys = tuple(
            PublicKey(name, epoch, 1, base_times(value), ((ALONE, base_times(value)),)) for name, value in keys.items()
        )
