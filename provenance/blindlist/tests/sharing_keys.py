"""Keys, shares and holders for tests: randomness that repeats, so that a failure can be run again."""

from __future__ import annotations

import random as randomness
from collections.abc import Callable, Sequence

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.errors import BudgetSpent, TooFewHolders
from provenance.blindlist.holders import LocalHolders
from provenance.blindlist.ristretto import random_scalar
from provenance.blindlist.sharing import dealt
from provenance.blindlist.types import Evaluated, HolderIndex, KeyName, KeyShare, Point, PublicKey, Scalar

EPOCH = 7


def repeatable(seed: int) -> Callable[[int], bytes]:
    """Bytes that look random and are the same in every run."""
    return randomness.Random(seed).randbytes


def key_of_five(name: KeyName = KeyName.OPEN, seed: int = 1) -> tuple[Scalar, PublicKey, tuple[KeyShare, ...]]:
    """A key, what is public of it, and its five shares, of which three are enough."""
    random = repeatable(seed)
    secret = random_scalar(random)
    public, shares = dealt(name, EPOCH, secret, (3, 5), random)
    return secret, public, shares


def camera(serial: str = "6031234", *, proven: bool = True) -> DeviceId:
    """A body serial."""
    return DeviceId(IdKind.BODY_SERIAL, "Nikon", serial, proven=proven)


def leaf(number: int) -> DeviceId:
    """A leaf key."""
    return DeviceId(IdKind.LEAF_KEY, "", f"{number:064x}")


class FailingHolders(LocalHolders):
    """Holders of which some are away, have no budget left, or answer with another share; who was asked is noted."""

    def __init__(
        self,
        shares: Sequence[KeyShare],
        *,
        away: Sequence[int] = (),
        spent: Sequence[int] = (),
        wrong: Sequence[int] = (),
    ) -> None:
        super().__init__(shares, repeatable(3))
        self._others = LocalHolders(
            [KeyShare(one.name, one.epoch, one.index, random_scalar(repeatable(one.index))) for one in shares]
        )
        self._away, self._spent, self._wrong = away, spent, wrong
        self.asked: list[tuple[int, KeyName, tuple[Point, ...]]] = []

    def evaluate(self, holder: HolderIndex, key: KeyName, epoch: int, blinded: Sequence[Point]) -> Evaluated:
        self.asked.append((holder, key, tuple(blinded)))
        if holder in self._away:
            raise TooFewHolders("It does not answer.")
        if holder in self._spent:
            raise BudgetSpent("Its budget is spent.")
        if holder in self._wrong:
            return self._others.evaluate(holder, key, epoch, blinded)
        return super().evaluate(holder, key, epoch, blinded)
