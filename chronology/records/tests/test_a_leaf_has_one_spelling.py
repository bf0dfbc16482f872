"""Open leaves against bytes written by hand, and every other spelling of them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.records import (
    Beacon,
    BlockPoint,
    Kind,
    LeafRef,
    Member,
    OpenRecord,
    WitnessPoint,
    beacon_leaf,
    decode,
    open_leaf,
    work_digest,
)
from chronology.records.limits import LEAF_BYTES
from chronology.types import Digest, LeafHash, LeafIndex, LogId, RootHash, TreeSize

RECORDER = bytes(range(16))
CONTENT = Digest(b"\xcc" * 32)
BY_HAND = bytes.fromhex("a6 00 01 01 01 02 01 03 5820" + "cc" * 32 + "04 50" + RECORDER.hex() + "05 1a 6553f100")
"""Version 1, open, registered, content, recorder, 2023-11-14T22:13:20Z, each as RFC 8949 writes it."""

HANDMADE = OpenRecord(kind=Kind.REGISTERED, recorder=RECORDER, content=CONTENT, at=1_700_000_000)

digests = st.binary(min_size=32, max_size=32).map(Digest)
numbers = st.integers(0, 2**63 - 1)
links = st.builds(LeafRef, numbers.map(LeafIndex), digests.map(LeafHash), st.none() | digests.map(LogId))
roles = st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True)
members = st.lists(st.builds(Member, roles, digests), max_size=5).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> OpenRecord:
    parts = draw(members)
    return OpenRecord(
        kind=draw(st.sampled_from(Kind)),
        recorder=draw(st.binary(min_size=16, max_size=16)),
        content=work_digest(parts) if parts else draw(digests),
        at=draw(st.none() | numbers),
        previous=tuple(draw(st.lists(links, min_size=1, max_size=5))),
        members=parts,
        statement=draw(st.none() | digests),
        media_type=draw(st.none() | st.sampled_from(["image/jpeg", "text/plain", "application/vnd.x+json"])),
    )


def leaf_of(record: OpenRecord) -> bytes:
    return open_leaf(
        kind=record.kind,
        recorder=record.recorder,
        content=record.content,
        at=record.at,
        previous=record.previous,
        members=record.members,
        statement=record.statement,
        media_type=record.media_type,
    )


def test_a_leaf_is_what_the_specification_says_byte_for_byte() -> None:
    assert leaf_of(HANDMADE) == BY_HAND
    assert decode(BY_HAND) == HANDMADE


@given(records())
def test_what_is_written_is_read_back(record: OpenRecord) -> None:
    leaf = leaf_of(record)
    assert decode(leaf) == record
    assert leaf[:3] == bytes([leaf[0], 0, 1]), "the format version stands first"


@given(records(), st.data())
def test_no_changed_bit_reads_as_the_same_record(record: OpenRecord, data: st.DataObject) -> None:
    leaf = bytearray(leaf_of(record))
    bit = data.draw(st.integers(0, len(leaf) * 8 - 1))
    leaf[bit // 8] ^= 1 << bit % 8
    with contextlib.suppress(Malformed):
        assert decode(bytes(leaf)) != record


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(Malformed):
        decode(data)


OTHER_SPELLINGS = {
    "a longer number": BY_HAND.replace(bytes.fromhex("051a6553f100"), bytes.fromhex("051b000000006553f100")),
    "an endless map": b"\xbf" + BY_HAND[1:] + b"\xff",
    "keys in another order": b"\xa6" + BY_HAND[3:5] + BY_HAND[1:3] + BY_HAND[5:],
    "a key twice": b"\xa7" + BY_HAND[1:3] + BY_HAND[1:],
    "something behind it": BY_HAND + b"\x00",
    "cut short": BY_HAND[:-1],
    "a tag around it": b"\xd9\xd9\xf7" + BY_HAND,
    "nothing": b"",
    "no map": b"\x80",
}


@pytest.mark.parametrize("leaf", OTHER_SPELLINGS.values(), ids=OTHER_SPELLINGS.keys())
def test_other_spellings_are_refused(leaf: bytes) -> None:
    with pytest.raises(Malformed):
        decode(leaf)


@pytest.mark.parametrize(
    "value", [1.5, -1, float("nan"), 2**64, "\ud800", {"text": 1}, {-1: 1}, cbor2.undefined], ids=str
)
def test_what_has_no_place_in_a_leaf_is_refused(value: object) -> None:
    try:
        data = cbor2.dumps({0: 1, 1: 1, 2: 1, 99: value})
    except (cbor2.CBOREncodeError, UnicodeEncodeError):
        data = b"\xa1\x00\x63\xed\xa0\x80"
    with pytest.raises(Malformed):
        decode(data)


@pytest.mark.parametrize("tag", [*range(40), 100, 256, 258, 260, 261, 1004, 43000, 55799])
def test_no_tag_runs_its_decoder(tag: int) -> None:
    """Patterns, bignums and fractions can cost hours; `(a+)+$` stands for them."""
    head = cbor2.dumps(cbor2.CBORTag(tag, "(a+)+$"))
    with pytest.raises(Malformed):
        decode(b"\xa2\x00\x01\x01" + head)


@pytest.mark.parametrize("opener", [b"\x81", b"\xa1\x00", b"\xd8\x40"])
def test_deep_nesting_is_refused(opener: bytes) -> None:
    with pytest.raises(Malformed):
        decode(opener * 20_000 + b"\x00")


def test_the_longest_leaf_is_the_tile_formats_longest_entry() -> None:
    longest = tuple(Member("r" * 32, Digest(n.to_bytes(32, "big"))) for n in range(980))
    with pytest.raises(Malformed, match=f"holds {LEAF_BYTES}"):
        open_leaf(kind=Kind.REGISTERED, recorder=RECORDER, content=work_digest(longest), members=longest)
    with pytest.raises(Malformed):
        decode(bytes(LEAF_BYTES + 1))


Broken = Callable[[], bytes]


@pytest.mark.parametrize(
    "broken",
    [
        lambda: open_leaf(kind=Kind.REGISTERED, recorder=RECORDER),
        lambda: open_leaf(kind=Kind.RETRACTED, recorder=RECORDER, content=CONTENT),
        lambda: open_leaf(kind=Kind.EDITED_FROM, recorder=RECORDER, content=CONTENT),
        lambda: open_leaf(kind=Kind.REGISTERED, recorder=RECORDER[:15], content=CONTENT),
        lambda: open_leaf(kind=Kind.REGISTERED, recorder=RECORDER, content=Digest(b"short")),
        lambda: open_leaf(kind=Kind.REGISTERED, recorder=RECORDER, content=CONTENT, at=-1),
        lambda: open_leaf(kind=Kind.REGISTERED, recorder=RECORDER, content=CONTENT, media_type="Image/JPEG"),
        lambda: open_leaf(kind=Kind.REGISTERED, recorder=RECORDER, content=CONTENT, members=(Member("text", CONTENT),)),
        lambda: open_leaf(
            kind=Kind.REGISTERED,
            recorder=RECORDER,
            content=CONTENT,
            members=(Member("No Word", CONTENT),),
        ),
    ],
)
def test_a_record_that_makes_no_sense_is_not_written(broken: Broken) -> None:
    with pytest.raises(Malformed):
        broken()


BLOCK = BlockPoint(chain_id=137, number=77, block_hash=b"\xbb" * 32, time=1_700_000_000)
WITNESSED = WitnessPoint(
    "example.org/log", TreeSize(9), RootHash(b"\xee" * 32), 1_700_000_000, "— witness.example AAAA"
)


def test_a_beacon_is_what_the_specification_says_byte_for_byte() -> None:
    by_hand = bytes.fromhex("a4 00 01 01 01 02 09 0a 85 01 18 89 18 4d 5820" + "bb" * 32 + "1a 6553f100")
    assert beacon_leaf(BLOCK) == by_hand
    assert decode(by_hand) == Beacon(BLOCK)


def test_a_witnessed_checkpoint_is_a_beacon_too() -> None:
    assert decode(beacon_leaf(WITNESSED)) == Beacon(WITNESSED)


@pytest.mark.parametrize("kind", [1, 3, 8])
def test_only_a_notice_is_a_beacon(kind: int) -> None:
    with pytest.raises(Malformed):
        decode(beacon_leaf(BLOCK).replace(bytes.fromhex("0209"), bytes([2, kind])))
