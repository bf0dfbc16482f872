"""Bundles of entries: two bytes of length before each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.tiles import decode_entries, encode_entries


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_what_goes_in_comes_out(entries: list[bytes]) -> None:
    assert decode_entries(encode_entries(entries), len(entries)) == entries


def test_the_longest_entry_fits_and_one_byte_more_does_not() -> None:
    assert decode_entries(encode_entries([bytes(65_535)]), 1) == [bytes(65_535)]
    with pytest.raises(Malformed):
        encode_entries([b"fine", bytes(65_536)])


@pytest.mark.parametrize(
    ("data", "count"), [(b"", 1), (b"\0", 1), (b"\0\1", 1), (b"\0\1a", 2), (b"\0\1ab", 1), (b"\0\2a", 1), (b"a", 0)]
)
def test_a_torn_bundle_is_malformed(data: bytes, count: int) -> None:
    with pytest.raises(Malformed):
        decode_entries(data, count)
