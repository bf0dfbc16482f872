"""Leaves of later versions: they are neither refused nor half understood."""

from __future__ import annotations

import contextlib
import json

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.records import UnknownRecord, decode, view

OPEN = {0: 1, 1: 1, 2: 1, 3: b"\xcc" * 32, 4: bytes(16)}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (OPEN | {0: 2}, "version"),
        (OPEN | {0: 2, 77: [b"anything", {3: None}]}, "version"),
        (OPEN | {1: 3}, "form"),
        (OPEN | {2: 10}, "kind"),
        (OPEN | {12: "a later key"}, "keys"),
        (OPEN | {11: [b"\x00" * 32] * 8}, "keys"),
        ({0: 1, 1: 2, 11: [b"\x00" * 32] * 8, 12: True}, "keys"),
        ({0: 1, 1: 1, 2: 9, 10: [3, b"a later beacon"]}, "beacon"),
    ],
)
def test_what_a_later_version_writes_is_unknown(fields: dict[int, object], why: str) -> None:
    found = decode(cbor2.dumps(fields, canonical=True))
    assert isinstance(found, UnknownRecord)
    assert (found.why, dict(found.fields)) == (why, fields)
    assert json.loads(json.dumps(view(found)))["form"] == "unknown"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {1: 1, 2: 1},
        OPEN | {0: "1"},
        OPEN | {1: True},
        OPEN | {3: b"\xcc" * 31},
        OPEN | {3: "c" * 32},
        OPEN | {4: bytes(17)},
        OPEN | {5: 2**63},
        OPEN | {6: []},
        OPEN | {6: [[1, b"short"]]},
        OPEN | {7: [["headline"]]},
        OPEN | {9: "image/jpeg; q=1"},
        {0: 1, 1: 2, 11: [b"\x00" * 32] * 7},
        {0: 1, 1: 2, 11: [b"\x00" * 32] * 7 + [b"\x00" * 31]},
        {0: 1, 1: 2},
        {0: 1, 1: 1, 2: 9, 10: [1, 2, 3]},
        {0: 1, 1: 1, 2: 9, 10: []},
        {0: 1, 1: 1, 2: 9, 10: [True, 1, 2, b"\xbb" * 32, 3]},
        {0: 1, 1: 1, 2: 9, 10: [[1], 1, 2, b"\xbb" * 32, 3]},
    ],
)
def test_what_this_version_would_never_write_is_refused(fields: dict[int, object]) -> None:
    with pytest.raises(Malformed):
        decode(cbor2.dumps(fields, canonical=True))


anything = st.recursive(
    st.integers(0, 12) | st.binary(max_size=33) | st.booleans() | st.none() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 12), inner, max_size=4),
    max_leaves=15,
)


@given(
    st.dictionaries(st.integers(0, 12), anything, max_size=8),
    st.sampled_from([{}, OPEN, {0: 1, 1: 2}, {0: 1, 1: 1, 2: 9}]),
)
def test_any_map_is_read_or_refused(fields: dict[int, object], begun: dict[int, object]) -> None:
    with contextlib.suppress(Malformed):
        view(decode(cbor2.dumps(fields | begun, canonical=True)))
