"""The oblivious function itself: blinded by the one who asks, evaluated by the key, finished by the one who asks.

Source: RFC 9497 sections 3.2 and 3.3, suite ristretto255-SHA512. Whoever evaluates sees a random element whatever the
input is. Proofs of evaluation are in `dleq`, several holders in `threshold`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from provenance.blindlist.errors import BadId, BadPoint
from provenance.blindlist.hashing import Mode, hash_to_group, hash_to_scalar, prefixed
from provenance.blindlist.ristretto import ZERO, Random, inverse, random_scalar, times
from provenance.blindlist.types import KeyShare, Label, Point, Scalar


def blind(content: bytes, random: Random) -> tuple[Scalar, Point]:
    """A fresh blind, to be kept until the answer is there, and the element to send; raises BadId for a bad input."""
    chosen = random_scalar(random)
    return chosen, blinded(content, chosen)


def blinded(content: bytes, chosen: Scalar, mode: Mode = Mode.VOPRF) -> Point:
    """The element to send under a blind that was chosen already."""
    return times(chosen, hash_to_group(content, mode))


def evaluate(key: KeyShare | Scalar, points: Sequence[Point]) -> tuple[Point, ...]:
    """What a key, or one share of it, makes of blinded elements; raises BadPoint where one of them is none."""
    value = key.value if isinstance(key, KeyShare) else key
    return tuple(times(value, one) for one in points)


def finalize(content: bytes, chosen: Scalar, element: Point) -> Label:
    """The output for this input, 64 bytes: the same for every blind; raises BadPoint for a bad element."""
    return label_from(content, times(inverse(chosen), element))


def label_from(content: bytes, unblinded: Point) -> Label:
    """The output where the blind has been taken off already."""
    return Label(hashlib.sha512(prefixed(content, unblinded) + b"Finalize").digest())


def label_by_key(content: bytes, key: Scalar, mode: Mode = Mode.VOPRF) -> Label:
    """The output as one who holds the whole key computes it (RFC 9497, Evaluate): nobody does, outside tests."""
    return label_from(content, times(key, hash_to_group(content, mode)))


def derived_key(seed: bytes, info: bytes, mode: Mode) -> Scalar:
    """The key of a 32-byte seed (RFC 9497, DeriveKeyPair): for vectors and for demonstrations that must repeat."""
    if len(seed) != 32:
        raise BadId("A seed has 32 bytes.")
    for counter in range(256):
        message = seed + prefixed(info) + bytes([counter])
        if (found := hash_to_scalar(message, mode, b"DeriveKeyPair")) != ZERO:
            return found
    raise BadPoint("This seed gives no key.")
