"""The group ristretto255 over libsodium: the one module that calls it for group elements and scalars.

Source: RFC 9496; RFC 9497 section 4.1 (the identity is refused wherever an element is read). Elements and scalars are
their 32-byte encodings throughout.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Final

from provenance.blindlist.errors import BadPoint
from provenance.blindlist.sodium import sodium
from provenance.blindlist.types import Point, Scalar

Random = Callable[[int], bytes]
"""As many unpredictable bytes as asked for: `secrets.token_bytes`."""

ORDER: Final = 2**252 + 27742317777372353535851937790883648493
"""How many elements the group has: a prime."""

IDENTITY: Final = Point(bytes(32))
ZERO: Final = Scalar(bytes(32))
_WIDE: Final = 64
"""Bytes that are reduced to a scalar: twice as many as it has, so that no scalar is likelier than another."""


def scalar(number: int) -> Scalar:
    """The encoding of a whole number modulo the order; little-endian."""
    return Scalar((number % ORDER).to_bytes(32, "little"))


def scalar_from(encoded: bytes) -> Scalar:
    """A scalar that somebody else wrote, zero allowed; raises BadPoint where it is no canonical encoding."""
    if len(encoded) != 32 or int.from_bytes(encoded, "little") >= ORDER:
        raise BadPoint("What should be a number of the group is none.")
    return Scalar(encoded)


def reduced(wide: bytes) -> Scalar:
    """64 bytes taken modulo the order."""
    return Scalar(sodium().crypto_core_ristretto255_scalar_reduce(wide))


def random_scalar(random: Random = secrets.token_bytes) -> Scalar:
    """A scalar other than zero."""
    while (drawn := reduced(random(_WIDE))) == ZERO:
        pass
    return drawn


def add(one: Scalar, other: Scalar) -> Scalar:
    """Their sum."""
    return Scalar(sodium().crypto_core_ristretto255_scalar_add(one, other))


def subtract(one: Scalar, other: Scalar) -> Scalar:
    """The first less the second."""
    return Scalar(sodium().crypto_core_ristretto255_scalar_sub(one, other))


def multiply(one: Scalar, other: Scalar) -> Scalar:
    """Their product."""
    return Scalar(sodium().crypto_core_ristretto255_scalar_mul(one, other))


def inverse(one: Scalar) -> Scalar:
    """What gives one when multiplied with it; raises BadPoint for zero."""
    if one == ZERO:
        raise BadPoint("Zero has no inverse.")
    return Scalar(sodium().crypto_core_ristretto255_scalar_invert(one))


def inverses(many: Sequence[Scalar]) -> tuple[Scalar, ...]:
    """The inverses of several by one inversion and multiplications (Montgomery); raises BadPoint for zero."""
    products = list(accumulate(many, multiply))
    rest, found = inverse(products[-1]), []
    for place in range(len(many) - 1, 0, -1):
        found.append(multiply(rest, products[place - 1]))
        rest = multiply(rest, many[place])
    return (rest, *reversed(found))


def point_from(encoded: bytes) -> Point:
    """An element that somebody else wrote; raises BadPoint for anything that is none, and for the identity."""
    known = len(encoded) == 32 and encoded != IDENTITY and sodium().crypto_core_ristretto255_is_valid_point(encoded)
    if not known:
        raise BadPoint("What should be an element of the group is none.")
    return Point(encoded)


def points_from(encoded: Iterable[bytes]) -> tuple[Point, ...]:
    """Several of them; raises BadPoint for the first that is none."""
    return tuple(point_from(one) for one in encoded)


def from_wide(wide: bytes) -> Point:
    """The element that 64 uniform bytes stand for (the one-way map of RFC 9496, section 4.3.4)."""
    return Point(sodium().crypto_core_ristretto255_from_hash(wide))


def base_times(factor: Scalar) -> Point:
    """A multiple of the generator; raises BadPoint for zero."""
    try:
        return Point(sodium().crypto_scalarmult_ristretto255_base(factor))
    except ValueError as error:
        raise BadPoint("A multiple of the generator came to nothing.") from error


def times(factor: Scalar, element: Point) -> Point:
    """A multiple of an element; raises BadPoint where it is the identity or the element is none."""
    try:
        return Point(sodium().crypto_scalarmult_ristretto255(factor, element))
    except ValueError as error:
        raise BadPoint("A multiple of a group element came to nothing.") from error


def plus(one: Point, other: Point) -> Point:
    """The sum of two elements; raises BadPoint where one of them is none."""
    try:
        return Point(sodium().crypto_core_ristretto255_add(one, other))
    except ValueError as error:
        raise BadPoint("What should be an element of the group is none.") from error


def weighted(factors: Sequence[Scalar], elements: Sequence[Point]) -> Point:
    """The sum of each element taken as often as its factor says; raises BadPoint where a product is the identity."""
    total = times(factors[0], elements[0])
    for factor, element in zip(factors[1:], elements[1:], strict=True):
        total = plus(total, times(factor, element))
    return total
