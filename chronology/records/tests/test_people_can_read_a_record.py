"""The JSON view, against values written by hand."""

from __future__ import annotations

import json

from chronology.records import (
    Beacon,
    BlockPoint,
    Kind,
    LeafRef,
    Member,
    OpenRecord,
    SealedRecord,
    WitnessPoint,
    view,
)
from chronology.types import Digest, LeafHash, LeafIndex, RootHash, TreeSize

MOMENT = 1_700_000_000


def test_an_open_record_in_words() -> None:
    record = OpenRecord(
        kind=Kind.EDITED_FROM,
        recorder=b"\x01" * 16,
        content=Digest(b"\xcc" * 32),
        at=MOMENT,
        previous=(LeafRef(LeafIndex(3), LeafHash(b"\xdd" * 32)),),
        members=(Member("headline", Digest(b"\xaa" * 32)),),
    )
    assert json.loads(json.dumps(view(record))) == {
        "form": "open",
        "kind": "edited_from",
        "content": "cc" * 32,
        "recorder": "01" * 16,
        "recorder_clock": "2023-11-14T22:13:20Z",
        "previous": [{"index": 3, "leaf_hash": "dd" * 32}],
        "members": [{"role": "headline", "sha256": "aa" * 32}],
    }


def test_a_sealed_record_in_words() -> None:
    assert view(SealedRecord((b"\x01" * 32,) * 8)) == {"form": "sealed", "commitments": ["01" * 32] * 8}


def test_beacons_in_words() -> None:
    block = view(Beacon(BlockPoint(137, 77, b"\xbb" * 32, MOMENT)))["beacon"]
    assert block == {
        "chain_id": 137,
        "number": 77,
        "block_hash": "bb" * 32,
        "block_time": "2023-11-14T22:13:20Z",
    }
    witnessed = view(Beacon(WitnessPoint("o", TreeSize(1), RootHash(b"\xee" * 32), MOMENT, "— w AA")))["beacon"]
    assert witnessed == {
        "origin": "o",
        "size": 1,
        "root": "ee" * 32,
        "witness_time": "2023-11-14T22:13:20Z",
        "cosignature": "— w AA",
    }


def test_a_time_beyond_any_calendar_stays_a_number() -> None:
    assert view(OpenRecord(Kind.NOTICE, bytes(16), at=2**62))["recorder_clock"] == 2**62
