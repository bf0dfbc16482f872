"""Sealed leaves from outside, and their openings."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from collections import Counter

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed, ProofBroken
from chronology.records import (
    Field,
    Opening,
    SealedRecord,
    check_opening,
    decode,
    openings_to_bytes,
    padding_leaf,
    parse_openings,
    sealed_leaf,
    view,
)

CAMERA = b"camera 7"
LENGTHS = [0, 1, 16, 32, 100, 1_024]


def sealed(leaf: bytes) -> SealedRecord:
    found = decode(leaf)
    assert isinstance(found, SealedRecord)
    return found


def test_every_sealed_leaf_and_padding_are_equally_long() -> None:
    some = [{field: os.urandom(length) for field in list(Field)[:count]} for count in range(9) for length in LENGTHS]
    lengths = {len(sealed_leaf(fields, os.urandom).leaf) for fields in some} | {len(padding_leaf(os.urandom))}
    assert lengths == {279}


def test_a_sealed_leaf_shows_eight_commitments_and_nothing_else() -> None:
    leaf = sealed_leaf({Field.CONTENT: b"\xcc" * 32, Field.CAMERA: CAMERA}, os.urandom).leaf
    assert view(decode(leaf)).keys() == {"form", "commitments"}
    assert set(cbor2.loads(leaf)) == {0, 1, 11}
    assert len(sealed(leaf).commitments) == len(set(sealed(leaf).commitments)) == 8


def test_a_commitment_is_the_hmac_that_the_specification_names() -> None:
    made = sealed_leaf({Field.CAMERA: CAMERA}, os.urandom)
    (opening,) = made.openings
    expected = hmac.new(opening.salt, b"firstlight.sealed/1\x00\x04camera 7", hashlib.sha256).digest()
    assert sealed(made.leaf).commitments[3] == expected
    assert len(opening.salt) == 32


def test_the_same_values_sealed_twice_share_no_byte_string() -> None:
    fields = dict.fromkeys(Field, CAMERA)
    first, second = (sealed_leaf(fields, os.urandom) for _ in range(2))
    assert not set(sealed(first.leaf).commitments) & set(sealed(second.leaf).commitments)


def test_filled_and_empty_slots_look_alike_bit_by_bit() -> None:
    """A coarse look, which would find a constant, a counter or a clear value in the empty slots."""
    ones: Counter[str] = Counter()
    for _ in range(400):
        full = sealed(sealed_leaf(dict.fromkeys(Field, CAMERA), os.urandom).leaf)
        empty = sealed(padding_leaf(os.urandom))
        for name, record in (("full", full), ("empty", empty)):
            ones[name] += sum(int.from_bytes(one, "big").bit_count() for one in record.commitments)
    total = 400 * 8 * 256
    assert all(abs(count / total - 0.5) < 0.005 for count in ones.values())


def test_each_opening_shows_its_own_value_only() -> None:
    made = sealed_leaf({Field.CONTENT: b"\xcc" * 32, Field.CAMERA: CAMERA}, os.urandom)
    record = sealed(made.leaf)
    for opening in made.openings:
        check_opening(record, opening)
        for other in (
            Opening(opening.field, opening.salt, opening.value + b"\x00"),
            Opening(opening.field, os.urandom(32), opening.value),
            Opening(Field.OWNER, opening.salt, opening.value),
        ):
            with pytest.raises(ProofBroken):
                check_opening(record, other)


def test_randomness_that_repeats_is_noticed() -> None:
    with pytest.raises(Malformed, match="repeats"):
        sealed_leaf({}, bytes)


def test_a_value_that_is_too_long_is_refused() -> None:
    with pytest.raises(Malformed):
        sealed_leaf({Field.SOURCE: bytes(1_025)}, os.urandom)


def test_openings_are_read_back() -> None:
    openings = sealed_leaf({Field.CAMERA: CAMERA, Field.KIND: b"\x01"}, os.urandom).openings
    assert parse_openings(openings_to_bytes(openings)) == openings
    assert openings_to_bytes(tuple(reversed(openings))) == openings_to_bytes(openings)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        [[1, bytes(32)]],
        [[9, bytes(32), b""]],
        [[0, bytes(32), b""]],
        [[True, bytes(32), b""]],
        [[[], bytes(32), b""]],
        [[b"1", bytes(32), b""]],
        [[1, bytes(31), b""]],
        [[1, bytes(32), "text"]],
        [[1, bytes(32), bytes(1_025)]],
        [[2, bytes(32), b""], [1, bytes(32), b""]],
        [[1, bytes(32), b""], [1, bytes(32), b""]],
    ],
)
def test_what_is_no_list_of_openings_is_refused(broken: object) -> None:
    with pytest.raises(Malformed):
        parse_openings(cbor2.dumps(broken, canonical=True))


values = st.recursive(st.integers(0, 9) | st.binary(max_size=40) | st.booleans() | st.none(), st.lists, max_leaves=12)


@given(values)
def test_any_value_is_read_as_openings_or_refused(value: object) -> None:
    with contextlib.suppress(Malformed):
        parse_openings(cbor2.dumps(value, canonical=True))
