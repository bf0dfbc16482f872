"""Sealed leaves: salted commitments of one constant length, and nothing else. Source: docs/records.md.

Every slot is filled: with HMAC-SHA-256(salt, domain || field || value) where there is a value, else with 32 random
bytes, which nobody without a salt can tell from it. Padding leaves are sealed leaves without any value.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as shown
from typing import Final

from chronology.errors import Malformed, ProofBroken
from chronology.records import cbor, checks, limits
from chronology.records.kinds import VERSION, Field, Form, Key
from chronology.records.values import SealedRecord, UnknownRecord
from chronology.types import Randomness

DOMAIN: Final = b"firstlight.sealed/1\x00"
SALT_BYTES: Final = 32
KEYS: Final = frozenset({Key.VERSION, Key.FORM, Key.COMMITMENTS})


@dataclass(frozen=True, slots=True)
class Opening:
    """What shows one value of a sealed leaf to whoever holds it: secret until its owner hands it out."""

    field: Field
    salt: bytes = shown(repr=False)
    value: bytes = shown(repr=False)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed leaf for the log and the openings for its owner's key store; losing a salt erases the value."""

    leaf: bytes
    openings: tuple[Opening, ...]


def sealed_leaf(fields: Mapping[Field, bytes], randomness: Randomness) -> Sealed:
    """Seal these values, each at most 1,024 bytes and each under a fresh salt of 32 bytes; all leaves are equally long.

    `randomness` must be unpredictable and never repeat: a salt used twice links two leaves.
    """
    openings = tuple(Opening(field, randomness(SALT_BYTES), fields[field]) for field in sorted(fields))
    made = {opening.field: commitment(opening) for opening in openings}
    commitments = [made[field] if field in made else randomness(SALT_BYTES) for field in Field]
    if len(set(commitments)) != len(commitments):
        raise Malformed("The source of randomness repeats itself: nothing was sealed.")
    return Sealed(_written(commitments), openings)


def padding_leaf(randomness: Randomness) -> bytes:
    """A leaf that hides how many sealed records a batch has; like them from outside."""
    return sealed_leaf({}, randomness).leaf


def commitment(opening: Opening) -> bytes:
    """HMAC-SHA-256(salt, domain || field || value), 32 bytes; the field is one byte."""
    checks.exactly(opening.salt, SALT_BYTES)
    if not isinstance(opening.value, bytes) or len(opening.value) > limits.SEALED_VALUE:
        raise Malformed(f"A sealed value holds at most {limits.SEALED_VALUE} bytes.")
    return hmac.digest(opening.salt, DOMAIN + bytes([opening.field]) + opening.value, "sha256")


def check_opening(record: SealedRecord, opening: Opening) -> None:
    """Check that the sealed leaf holds exactly this value; raises ProofBroken, returns nothing."""
    if not hmac.compare_digest(record.commitments[opening.field - 1], commitment(opening)):
        raise ProofBroken("This opening does not fit the sealed record.")


def read(fields: Mapping[int, object]) -> SealedRecord | UnknownRecord:
    """The commitments of a leaf's map; raises Malformed where they are not eight of 32 bytes."""
    if not KEYS.issuperset(fields):
        return UnknownRecord("keys", fields)
    return SealedRecord(tuple(checks.digest(one) for one in checks.parts(fields.get(Key.COMMITMENTS), len(Field))))


def openings_to_bytes(openings: Sequence[Opening]) -> bytes:
    """The openings as deterministic CBOR, a list of [field, salt, value] by field: `openings.cbor` of a bundle."""
    ordered = sorted(openings, key=lambda opening: opening.field)
    return cbor.encode([[int(opening.field), opening.salt, opening.value] for opening in ordered])


def parse_openings(data: bytes) -> tuple[Opening, ...]:
    """Read openings back; raises Malformed for unknown or repeated fields, other lengths and other spellings."""
    found = cbor.decode(data, limit=limits.OPENINGS_BYTES)
    if not isinstance(found, list) or len(found) > len(Field):
        raise Malformed("Openings are a list of at most one entry a field.")
    openings = tuple(_opening(one) for one in found)
    if [one.field for one in openings] != sorted({one.field for one in openings}):
        raise Malformed("Openings stand in the order of their fields, each once.")
    return openings


def _opening(value: object) -> Opening:
    place, salt, hidden = checks.parts(value, 3)
    field = checks.number(place)
    if field not in frozenset(Field) or not isinstance(hidden, bytes):
        raise Malformed("An opening names one of the eight fields and its value as bytes.")
    opening = Opening(Field(field), checks.exactly(salt, SALT_BYTES), hidden)
    commitment(opening)
    return opening


def _written(commitments: Sequence[bytes]) -> bytes:
    return cbor.encode(
        {int(Key.VERSION): VERSION, int(Key.FORM): int(Form.SEALED), int(Key.COMMITMENTS): list(commitments)}
    )
