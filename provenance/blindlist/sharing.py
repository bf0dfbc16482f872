"""Shares of a secret number: any `threshold` of them give it back, fewer say nothing (Shamir), checked (Feldman).

A polynomial is its coefficients, the secret first. A share is its value at a holder's number; public commitments are
its coefficients times the generator, so that every share can be checked without being known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from provenance.blindlist.errors import TooFewHolders
from provenance.blindlist.ristretto import (
    ORDER,
    Random,
    add,
    base_times,
    multiply,
    plus,
    random_scalar,
    scalar,
    times,
)
from provenance.blindlist.types import HolderIndex, KeyName, KeyShare, Point, PublicKey, Scalar


def polynomial(secret: Scalar, threshold: int, random: Random) -> tuple[Scalar, ...]:
    """Coefficients of a random polynomial through the secret at zero; `threshold` of its values fix it."""
    return (secret, *(random_scalar(random) for _ in range(threshold - 1)))


def value_at(coefficients: Sequence[Scalar], index: HolderIndex) -> Scalar:
    """The share of one holder."""
    total = coefficients[-1]
    for coefficient in reversed(coefficients[:-1]):
        total = add(multiply(total, scalar(index)), coefficient)
    return total


def commitments_to(coefficients: Sequence[Scalar]) -> tuple[Point, ...]:
    """What is published of a polynomial."""
    return tuple(base_times(one) for one in coefficients)


def committed_share(commitments: Sequence[Point], index: HolderIndex) -> Point:
    """A holder's share times the generator, from commitments alone; raises BadPoint where it comes to nothing."""
    total = commitments[-1]
    for commitment in reversed(commitments[:-1]):
        total = plus(times(scalar(index), total), commitment)
    return total


def weights_at_zero(indexes: Collection[HolderIndex]) -> dict[HolderIndex, Scalar]:
    """How often each holder's share counts in the secret, for just these holders (Lagrange)."""
    if len(set(indexes)) != len(indexes) or any(not 0 < one < ORDER for one in indexes):
        raise TooFewHolders("Each key holder counts once, and none has the number zero.")
    return {one: _weight(one, indexes) for one in indexes}


def _weight(own: HolderIndex, indexes: Collection[HolderIndex]) -> Scalar:
    above, below = 1, 1
    for other in indexes:
        if other != own:
            above, below = above * other % ORDER, below * (other - own) % ORDER
    return scalar(above * pow(below, -1, ORDER))


def dealt(
    name: KeyName, epoch: int, secret: Scalar, of: tuple[int, int], random: Random
) -> tuple[PublicKey, tuple[KeyShare, ...]]:
    """A key shared by somebody who knows it, `of` = (threshold, holders): for demonstrations and tests alone."""
    threshold, holders = of
    coefficients = polynomial(secret, threshold, random)
    indexes = [HolderIndex(one) for one in range(1, holders + 1)]
    shares = tuple(KeyShare(name, epoch, one, value_at(coefficients, one)) for one in indexes)
    public = tuple((one.index, base_times(one.value)) for one in shares)
    return PublicKey(name, epoch, threshold, base_times(secret), public), shares
