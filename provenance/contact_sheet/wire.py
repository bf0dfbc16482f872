"""How a sheet crosses the pipe: a head, print after print, and a tail; and how its taker reads what a child sent.

The child may have been captured by the file it opened: sizes, numbers and the kind of every print are looked at here.
"""

from __future__ import annotations

from typing import Final

import msgspec

from provenance.contact_sheet.limits import PRINT_BYTES, STILL_SIDE
from provenance.contact_sheet.types import Print
from provenance.types import Claim

MOST_CLAIMS: Final = 100
"""As many as are read (`provenance.claims.limits`)."""

LONGEST: Final = 1_000
"""Characters of one claim, as they are cut where they are read."""

LONGEST_FILM_MS: Final = 1000 * 3600 * 1000
"""A thousand hours: a header that says more is wrong."""

LONGEST_NAME: Final = 100
"""Characters of the name of a claim; a few are the file's own choice."""

SMALLEST_PRINT: Final = 100
"""Bytes: no JPEG is smaller, and no tail is larger."""

_JPEG: Final = b"\xff\xd8\xff"


class BadSheet(ValueError):
    """What came is no part of a sheet."""


class Tail(msgspec.Struct, frozen=True):
    """The last frame: how far a film was read."""

    whole: bool
    seen_until_ms: int = 0
    lasts_ms: int = 0


def claims_to_bytes(claims: tuple[Claim, ...]) -> bytes:
    """The head."""
    return msgspec.msgpack.encode([(one.source, one.name, one.value) for one in claims])


def claims_from_bytes(raw: bytes) -> tuple[Claim, ...]:
    """Read a head; raises BadSheet."""
    try:
        rows = msgspec.msgpack.decode(raw, type=list[tuple[str, str, str]])
    except msgspec.MsgspecError as problem:
        raise BadSheet from problem
    claims = tuple(Claim(*row) for row in rows)
    if len(claims) > MOST_CLAIMS or any(not _is_plain(one) for one in claims):
        raise BadSheet
    return claims


def print_to_bytes(made: Print) -> bytes:
    """One print."""
    return msgspec.msgpack.encode(made)


def tail_to_bytes(tail: Tail) -> bytes:
    """The end of a sheet."""
    return msgspec.msgpack.encode(tail)


def part_from_bytes(raw: bytes) -> Print | Tail:
    """Read a print, or the tail; raises BadSheet."""
    try:
        if len(raw) < SMALLEST_PRINT:
            return _tail(msgspec.msgpack.decode(raw, type=Tail))
        return _print(msgspec.msgpack.decode(raw, type=Print))
    except msgspec.MsgspecError as problem:
        raise BadSheet from problem


def _tail(read: Tail) -> Tail:
    if not (0 <= read.seen_until_ms <= LONGEST_FILM_MS and 0 <= read.lasts_ms <= LONGEST_FILM_MS):
        raise BadSheet
    return read


def _print(read: Print) -> Print:
    fits = 0 < read.width <= STILL_SIDE and 0 < read.height <= STILL_SIDE and len(read.jpeg) <= PRINT_BYTES
    timed = read.at_ms is None or 0 <= read.at_ms <= LONGEST_FILM_MS
    if not fits or not timed or not read.jpeg.startswith(_JPEG):
        raise BadSheet
    return read


def _is_plain(claim: Claim) -> bool:
    return len(claim.source) <= LONGEST_NAME and len(claim.name) <= LONGEST_NAME and len(claim.value) <= LONGEST
