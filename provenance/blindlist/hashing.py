"""Hashing to elements and to scalars, kept apart by mode and purpose.

Source: RFC 9497 sections 3.1 and 4.1 (ristretto255-SHA512), RFC 9380 section 5.3.1 (expand_message_xmd, SHA-512).
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from typing import Final

from provenance.blindlist.errors import BadId
from provenance.blindlist.ristretto import from_wide, reduced
from provenance.blindlist.types import Point, Scalar

MOST_INPUT: Final = 2**16 - 1
"""Bytes that an input may have: its length is written in two bytes (RFC 9497 section 3.2.1)."""

_BLOCK: Final = 128
"""Input block of SHA-512 in bytes."""
_WIDE: Final = 64


class Mode(IntEnum):
    """The modes of RFC 9497 that belong here; POPRF (2) has a public input that a list of devices has no use for."""

    OPRF = 0
    VOPRF = 1


def context(mode: Mode) -> bytes:
    """What keeps apart the hashes of one mode and suite from all others."""
    return b"OPRFV1-" + bytes([mode]) + b"-ristretto255-SHA512"


def hash_to_group(message: bytes, mode: Mode) -> Point:
    """An element whose logarithm nobody knows; raises BadId where the message is longer than 65,535 bytes."""
    if len(message) > MOST_INPUT:
        raise BadId("The name of this device is too long to be asked about.")
    return from_wide(_expanded(message, b"HashToGroup-" + context(mode)))


def hash_to_scalar(message: bytes, mode: Mode, purpose: bytes = b"HashToScalar-") -> Scalar:
    """A scalar that stands for this message and purpose; zero has no chance worth naming."""
    return reduced(_expanded(message, purpose + context(mode)))


def prefixed(*parts: bytes) -> bytes:
    """Every part behind its length in two bytes."""
    return b"".join(len(one).to_bytes(2, "big") + one for one in parts)


def _expanded(message: bytes, purpose: bytes) -> bytes:
    """expand_message_xmd for 64 bytes: one output block of SHA-512."""
    tag = purpose + bytes([len(purpose)])
    first = hashlib.sha512(bytes(_BLOCK) + message + _WIDE.to_bytes(2, "big") + b"\0" + tag).digest()
    return hashlib.sha512(first + b"\1" + tag).digest()
