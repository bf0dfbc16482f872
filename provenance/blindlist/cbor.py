"""Deterministic CBOR (RFC 8949 section 4.2.1), as narrow as the list needs it, and its bounded reading."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import cbor2

from provenance.blindlist.errors import BadBlob

DEPTH: Final = 8
"""The deepest value of ours has five levels."""

_BAD: Final = (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, EOFError, MemoryError)


def encode(value: object) -> bytes:
    """The one spelling of these numbers, texts, bytes, lists and maps."""
    return cbor2.dumps(value, canonical=True)


def decode(content: bytes, *, at_most: int) -> object:
    """Read one value that fills the bytes and is spelt the one way; raises BadBlob."""
    if len(content) > at_most:
        raise BadBlob(f"This part of a list is longer than the {at_most} bytes allowed here.")
    source = BytesIO(content)
    try:
        value: object = cbor2.CBORDecoder(source, max_depth=DEPTH).decode()
        again = encode(value)
    except _BAD as error:
        raise BadBlob("This part of a list is damaged: get it again.") from error
    if again != content:
        raise BadBlob("This part of a list is not spelt as it should be: get it again.")
    return value
