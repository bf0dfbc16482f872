"""Beacons: a notice at the head of a batch that nobody could have written earlier. Source: docs/records.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chronology.errors import Malformed
from chronology.records import cbor, checks
from chronology.records.kinds import VERSION, Form, Key, Kind
from chronology.records.values import Beacon, BlockPoint, UnknownRecord, WitnessPoint
from chronology.types import RootHash, TreeSize

BLOCK: Final = 1
WITNESSED: Final = 2
KEYS: Final = frozenset({Key.VERSION, Key.FORM, Key.KIND, Key.BEACON})


def beacon_leaf(point: BlockPoint | WitnessPoint) -> bytes:
    """The leaf that opens a batch: all later records, up to the next beacon, were written after `point.time`."""
    fields: dict[int, object] = {
        int(Key.VERSION): VERSION,
        int(Key.FORM): int(Form.OPEN),
        int(Key.KIND): int(Kind.NOTICE),
        int(Key.BEACON): _written(point),
    }
    leaf = cbor.encode(fields)
    read(fields)
    return leaf


def read(fields: Mapping[int, object]) -> Beacon | UnknownRecord:
    """The beacon of a leaf's map; an unknown sort of beacon is unknown, a broken one raises Malformed."""
    if not KEYS.issuperset(fields):
        return UnknownRecord("keys", fields)
    if fields.get(Key.KIND) != Kind.NOTICE:
        raise Malformed("A beacon is a notice.")
    value = fields[Key.BEACON]
    if not isinstance(value, list) or not value:
        raise Malformed("A beacon is a list that begins with its sort.")
    sort = checks.number(value[0])
    if sort == BLOCK:
        return Beacon(_block(value))
    if sort == WITNESSED:
        return Beacon(_witnessed(value))
    return UnknownRecord("beacon", fields)


def _written(point: BlockPoint | WitnessPoint) -> list[object]:
    if isinstance(point, BlockPoint):
        return [BLOCK, point.chain_id, point.number, point.block_hash, point.time]
    return [WITNESSED, point.origin, point.size, point.root, point.time, point.cosignature]


def _block(value: list[object]) -> BlockPoint:
    _, chain_id, number, block_hash, time = checks.parts(value, 5)
    return BlockPoint(checks.number(chain_id), checks.number(number), checks.digest(block_hash), checks.number(time))


def _witnessed(value: list[object]) -> WitnessPoint:
    _, origin, size, root, time, cosignature = checks.parts(value, 6)
    return WitnessPoint(
        origin=checks.text(origin),
        size=TreeSize(checks.number(size)),
        root=RootHash(checks.digest(root)),
        time=checks.number(time),
        cosignature=checks.text(cosignature),
    )
