"""Deterministic CBOR, as narrow as leaves need it. Source: RFC 8949 section 4.2.1.

Allowed: unsigned integers to 2^64-1, byte strings, text, arrays, booleans, null, and maps with unsigned integer keys.
No floats, tags, negative numbers or other simple values: with these, every value has one encoding only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn

import cbor2

from chronology.errors import Malformed
from chronology.records import limits

LARGEST: Final = 2**64 - 1


class _NoTags(dict[int, Callable[..., Any]]):
    """Refuses every tag before its decoder runs: some of those build patterns, dates or huge numbers."""

    def __contains__(self, tag: object) -> bool:
        return True

    def __getitem__(self, tag: int) -> Callable[..., Any]:
        return _refuse_tag


def encode(value: object) -> bytes:
    """The one encoding of this value; raises Malformed for what a leaf cannot hold."""
    _require_plain(value, limits.DEPTH)
    return cbor2.dumps(value, canonical=True)


def decode(data: bytes, *, limit: int) -> object:
    """The value of these bytes, at most `limit` of them; raises Malformed for any other spelling of it."""
    if len(data) > limit:
        raise Malformed(f"This is {len(data)} bytes long; {limit} are allowed.")
    try:
        value: object = cbor2.loads(
            data,
            max_depth=limits.DEPTH + 1,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            semantic_decoders=_NoTags(),
            tag_hook=_refuse_tag,
        )
    except (cbor2.CBORError, ValueError, TypeError, RecursionError, MemoryError) as fault:
        raise Malformed("These bytes are not the CBOR that a leaf is made of.") from fault
    if encode(value) != data:
        raise Malformed("These bytes are CBOR, but not its deterministic form (RFC 8949 section 4.2).")
    return value


def _refuse_tag(*_: object) -> NoReturn:
    raise ValueError("tags have no place in a leaf")


def _require_plain(value: object, depth: int) -> None:
    if depth < 0:
        raise Malformed("A leaf is nested too deep.")
    if value is None or isinstance(value, (bool, bytes, str)):
        return
    if isinstance(value, int):
        _require_number(value)
    elif isinstance(value, (list, tuple)):
        for one in value:
            _require_plain(one, depth - 1)
    elif isinstance(value, dict):
        for key, one in value.items():
            _require_number(key)
            _require_plain(one, depth - 1)
    else:
        raise Malformed("A leaf holds numbers, bytes, text, lists and maps only.")


def _require_number(value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        raise Malformed("Numbers and keys of a leaf are whole, from 0 to 2^64-1.")
