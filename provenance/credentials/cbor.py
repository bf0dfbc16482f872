"""CBOR of strangers (RFC 8949), within bounds and without the shorthands for dates, numbers, patterns and addresses.

Those make a decoder load further parts of Python, which the child that reads media cannot; no claim and no identity
needs them.
"""

from __future__ import annotations

from typing import BinaryIO, Final, NoReturn

import cbor2

DEPTH: Final = 12
"""Levels of nesting; honest assertions have six."""

BAD_CBOR: Final = (
    cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, EOFError, MemoryError, ImportError,
)  # fmt: skip
"""What reading hostile CBOR may raise."""

_SHORTHANDS: Final = (0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 43000, 52, 54, 55799, 100, 1004, 256, 258, 260, 261)


def _refuse(*_: object) -> NoReturn:
    raise ValueError("a shorthand")


_REFUSED: Final = dict.fromkeys(_SHORTHANDS, _refuse)


def decoder(source: BinaryIO) -> cbor2.CBORDecoder:
    """A decoder that reads no further than it has to, so that the place in the stream says where a value ends."""
    return cbor2.CBORDecoder(
        source, read_size=1, max_depth=DEPTH, semantic_decoders=_REFUSED, allow_duplicate_keys=False
    )


def value_of(content: bytes) -> object:
    """The first value in these bytes; raises one of BAD_CBOR."""
    return cbor2.loads(content, max_depth=DEPTH, semantic_decoders=_REFUSED, allow_duplicate_keys=False)
