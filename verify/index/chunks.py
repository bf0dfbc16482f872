"""A code as sixteen numbers of sixteen bits, signed as both databases store them in two bytes."""

from __future__ import annotations

import struct
from typing import Final

from provenance.fingerprint.types import Code

CHUNKS: Final = 16
CHUNK_BITS: Final = 16
CHUNK_NAMES: Final = tuple(f"c{number:02}" for number in range(CHUNKS))

_FORM: Final = struct.Struct(f">{CHUNKS}h")


def chunks(code: Code) -> tuple[int, ...]:
    """The sixteen chunks, as signed numbers, in the order of the code's bytes."""
    return _FORM.unpack(code)


def code_of(numbers: tuple[int, ...]) -> Code:
    """The code that these chunks are of."""
    return Code(_FORM.pack(*numbers))
