"""Bundles of entries: C2SP tlog-tiles, "Log entries"."""

from __future__ import annotations

from collections.abc import Iterable
from struct import error as StructError  # noqa: N812 - the library spells it small
from struct import unpack_from

from chronology.errors import Malformed
from chronology.tiles.paths import FULL_WIDTH

MAX_ENTRY_BYTES = 65_535  # the length in front of an entry takes two bytes
MAX_BUNDLE_BYTES = FULL_WIDTH * (2 + MAX_ENTRY_BYTES)


def encode_entries(entries: Iterable[bytes]) -> bytes:
    """Put entries behind one another, each after its length in two bytes, the high one first; raises Malformed."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MAX_ENTRY_BYTES:
            raise Malformed(f"An entry may hold {MAX_ENTRY_BYTES} bytes; this one has {len(entry)}.")
        parts += (len(entry).to_bytes(2, "big"), entry)
    return b"".join(parts)


def decode_entries(data: bytes, count: int) -> list[bytes]:
    """Read exactly `count` entries and nothing after them; raises Malformed."""
    entries: list[bytes] = []
    start = 0
    try:
        for _ in range(count):
            (length,) = unpack_from(">H", data, start)
            entries.append(data[start + 2 : start + 2 + length])
            start += 2 + length
    except StructError as error:
        raise Malformed("This bundle holds fewer entries than it should.") from error
    if start != len(data):
        raise Malformed("This bundle does not end where its entries end.")
    return entries
