"""RLP from strangers: read by the library, after its depth was measured."""

from __future__ import annotations

from typing import TypeAlias

import rlp
from rlp.codec import consume_length_prefix
from rlp.exceptions import RLPException

from chronology.errors import Malformed

MAX_RLP_BYTES = 65_536
"""The largest items of evidence are headers of networks that put their validators into them: some kilobytes."""
MAX_RLP_DEPTH = 6
"""A receipt in a tree node has four levels (node, receipt, logs, log, topics make five where nodes are embedded)."""
MAX_RLP_ITEMS = 4_096
"""A receipt's logs have five items each; our own calls write one."""

Rlp: TypeAlias = "bytes | list[Rlp]"


def read_rlp(data: bytes, *, most_parts: int = MAX_RLP_ITEMS) -> Rlp:
    """Decode one item and nothing after it; raises Malformed where it is broken, too large or too deep."""
    if not 0 < len(data) <= MAX_RLP_BYTES:
        raise Malformed(f"An item of the evidence is empty or larger than {MAX_RLP_BYTES} bytes.")
    try:
        _refuse_depth(data, most_parts)
        found: Rlp = rlp.decode(data)
    except (RLPException, IndexError) as error:
        raise Malformed("An item of the evidence is not RLP.") from error
    return found


def read_fields(data: bytes, least: int, most: int) -> list[Rlp]:
    """Decode a list of so many items."""
    fields = read_rlp(data)
    if isinstance(fields, bytes) or not least <= len(fields) <= most:
        raise Malformed(f"An item of the evidence does not have between {least} and {most} fields.")
    return fields


def as_bytes(field: Rlp, length: int | None = None) -> bytes:
    """A field that must be bytes, of this length where one is named."""
    if not isinstance(field, bytes) or (length is not None and len(field) != length):
        raise Malformed("A field of the evidence is not of the length that it must have.")
    return field


def as_number(field: Rlp) -> int:
    """A field that must be a number without leading zeros, below 2^256."""
    if not isinstance(field, bytes) or len(field) > 32 or field[:1] == b"\x00":
        raise Malformed("A field of the evidence is not a number.")
    return int.from_bytes(field, "big")


def as_list(field: Rlp) -> list[Rlp]:
    """A field that must be a list."""
    if isinstance(field, bytes):
        raise Malformed("A field of the evidence is not a list.")
    return field


def _refuse_depth(data: bytes, most_parts: int) -> None:
    """Walk all prefixes without recursion; the library's own reading calls itself once a level."""
    ends, at, items = [len(data)], 0, 0
    while at < len(data):
        while at >= ends[-1]:
            ends.pop()
        _, kind, length, start = consume_length_prefix(data, at)
        items += 1
        if kind is list and length:
            ends.append(min(start + length, ends[-1]))
            at = start
        else:
            at = start + length
        if len(ends) > MAX_RLP_DEPTH or items > most_parts:
            raise Malformed("An item of the evidence is nested too deeply or has too many parts.")
