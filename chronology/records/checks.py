"""What each value of a leaf must look like, for writing and for reading alike; all raise Malformed."""

from __future__ import annotations

import re

from chronology.errors import Malformed
from chronology.records import limits
from chronology.types import Digest

RECORDER_BYTES = 16
DIGEST_BYTES = 32
ROLE = re.compile(r"[a-z][a-z0-9_-]*")
MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")


def digest(value: object) -> Digest:
    """32 bytes."""
    return Digest(exactly(value, DIGEST_BYTES))


def exactly(value: object, length: int) -> bytes:
    """A byte string of that length."""
    if not isinstance(value, bytes) or len(value) != length:
        raise Malformed(f"A leaf holds {length} bytes here.")
    return value


def number(value: object) -> int:
    """An unsigned integer below 2^63, so that every database and language can hold it."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise Malformed("A leaf holds a whole number from 0 to 2^63-1 here.")
    return value


def listed(value: object, at_most: int) -> list[object]:
    """A list of one to `at_most` entries: an empty one is left out of the leaf, so that there is one spelling."""
    if not isinstance(value, list) or not 0 < len(value) <= at_most:
        raise Malformed(f"A leaf holds a list of 1 to {at_most} entries here.")
    return value


def parts(value: object, *counts: int) -> list[object]:
    """A list of one of these lengths."""
    if not isinstance(value, list) or len(value) not in counts:
        raise Malformed("A list inside this leaf has a wrong length.")
    return value


def text(value: object) -> str:
    """One short line of text."""
    if not isinstance(value, str) or not 0 < len(value) <= limits.TEXT or "\n" in value:
        raise Malformed(f"A leaf holds one line of at most {limits.TEXT} characters here.")
    return value


def role(value: object) -> str:
    """A lower-case word: letters, digits, `_` and `-`."""
    if not isinstance(value, str) or len(value) > limits.ROLE or not ROLE.fullmatch(value):
        raise Malformed(f"A role is a lower-case word of at most {limits.ROLE} letters, digits, - and _.")
    return value


def media_type(value: object) -> str:
    """`type/subtype` in lower case without parameters. Source: RFC 6838 section 4.2."""
    if not isinstance(value, str) or len(value) > limits.MEDIA_TYPE or not MEDIA_TYPE.fullmatch(value):
        raise Malformed("A media type reads like image/jpeg, in lower case and without parameters.")
    return value
