"""A bounded walk over DER (ITU-T X.690), for structures that no library reads as devices write them.

Only definite lengths in their shortest form are taken, so that one value has one encoding; nothing here follows
structure deeper than it is asked to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

from provenance.attestation.limits import DER_ITEMS

BOOLEAN: Final = 0x01
INTEGER: Final = 0x02
BIT_STRING: Final = 0x03
OCTETS: Final = 0x04
OID: Final = 0x06
ENUMERATED: Final = 0x0A
SEQUENCE: Final = 0x30
SET: Final = 0x31
UTC_TIME: Final = 0x17
GENERALIZED_TIME: Final = 0x18
_CONSTRUCTED_CONTEXT: Final = 0xA0
_LONG_TAG: Final = 0x1F
_LONGEST_LENGTH: Final = 4


class NotDer(ValueError):
    """These bytes do not follow the encoding; nothing is known of what they should say."""


class Item(NamedTuple):
    """One value: its first tag byte, its tag number, its content, and the bytes it was read from."""

    kind: int
    number: int
    content: bytes
    encoded: bytes


def one(content: bytes, kind: int | None = None) -> Item:
    """The only value in these bytes; raises NotDer where there is another one, or one of another kind."""
    item, end = _at(content, 0)
    if end != len(content) or (kind is not None and item.kind != kind):
        raise NotDer("not one value of that kind")
    return item


def parts(content: bytes) -> tuple[Item, ...]:
    """The values one after another; raises NotDer."""
    return tuple(_parts(content))


def _parts(content: bytes) -> Iterator[Item]:
    place, left = 0, DER_ITEMS
    while place < len(content):
        if not left:
            raise NotDer("too many values")
        item, place = _at(content, place)
        left -= 1
        yield item


def _at(content: bytes, start: int) -> tuple[Item, int]:
    kind, number, place = _tag(content, start)
    length, place = _length(content, place)
    end = place + length
    if end > len(content):
        raise NotDer("a value ends behind the end")
    return Item(kind, number, content[place:end], content[start:end]), end


def _tag(content: bytes, place: int) -> tuple[int, int, int]:
    kind = _byte(content, place)
    place += 1
    if kind & _LONG_TAG != _LONG_TAG:
        return kind, kind & _LONG_TAG, place
    number = 0
    for more in range(3):
        byte = _byte(content, place + more)
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            if number < _LONG_TAG or (more and not content[place] & 0x7F):
                raise NotDer("a tag is longer than it has to be")
            return kind, number, place + more + 1
    raise NotDer("a tag is too long")


def _length(content: bytes, place: int) -> tuple[int, int]:
    first = _byte(content, place)
    if first < 0x80:
        return first, place + 1
    size = first & 0x7F
    length = int.from_bytes(content[place + 1 : place + 1 + size])
    if not 0 < size <= _LONGEST_LENGTH or length < 0x80 or length >> 8 * (size - 1) == 0:
        raise NotDer("a length is not in its shortest form")
    return length, place + 1 + size


def _byte(content: bytes, place: int) -> int:
    if place >= len(content):
        raise NotDer("cut short")
    return content[place]


def explicit(item: Item) -> int | None:
    """The number of a constructed context tag, or None where the item has another one."""
    return item.number if item.kind & ~_LONG_TAG == _CONSTRUCTED_CONTEXT else None


def integer(item: Item) -> int:
    """The number of an INTEGER or ENUMERATED; raises NotDer."""
    if item.kind not in (INTEGER, ENUMERATED) or not 0 < len(item.content) <= 64:
        raise NotDer("not a number")
    return int.from_bytes(item.content, signed=True)


def octets(item: Item) -> bytes:
    """The content of an OCTET STRING; raises NotDer."""
    if item.kind != OCTETS:
        raise NotDer("not an octet string")
    return item.content


def boolean(item: Item) -> bool:
    """A BOOLEAN; raises NotDer."""
    if item.kind != BOOLEAN or len(item.content) != 1:
        raise NotDer("not a boolean")
    return item.content != b"\x00"


def moment(item: Item) -> datetime:
    """A UTCTime or GeneralizedTime in UTC as certificates write them (RFC 5280 section 4.1.2.5); raises NotDer."""
    text = item.content.decode("ascii", "replace")
    if item.kind == UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    if item.kind not in (UTC_TIME, GENERALIZED_TIME) or len(text) != len("20261122120000Z") or text[-1] != "Z":
        raise NotDer("not a time")
    try:
        month, day, hour, minute, second = (int(text[place : place + 2]) for place in range(4, 14, 2))
        return datetime(int(text[:4]), month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as problem:
        raise NotDer("not a time") from problem
