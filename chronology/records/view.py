"""A record as JSON for people: digests in hexadecimal, times in UTC, words for numbers."""

from __future__ import annotations

from datetime import UTC, datetime

from chronology.records.values import (
    Beacon,
    BlockPoint,
    LeafRef,
    OpenRecord,
    Record,
    SealedRecord,
    UnknownRecord,
    WitnessPoint,
)

View = dict[str, object]


def view(record: Record) -> View:
    """The record as values that JSON can hold; says of every time who vouches for it."""
    if isinstance(record, OpenRecord):
        return _open(record)
    if isinstance(record, SealedRecord):
        return {"form": "sealed", "commitments": [one.hex() for one in record.commitments]}
    if isinstance(record, Beacon):
        return {"form": "open", "kind": "notice", "beacon": _point(record.point)}
    return _unknown(record)


def _open(record: OpenRecord) -> View:
    shown: View = {
        "form": "open",
        "kind": record.kind.name.lower(),
        "content": record.content and record.content.hex(),
        "recorder": record.recorder.hex(),
        "recorder_clock": None if record.at is None else _moment(record.at),
        "previous": [_link(one) for one in record.previous],
        "members": [{"role": one.role, "sha256": one.digest.hex()} for one in record.members],
        "statement": record.statement and record.statement.hex(),
        "media_type": record.media_type,
    }
    return {name: value for name, value in shown.items() if value not in (None, [])}


def _link(link: LeafRef) -> View:
    shown: View = {"index": link.index, "leaf_hash": link.leaf_hash.hex()}
    return shown if link.log is None else shown | {"log": link.log.hex()}


def _point(point: BlockPoint | WitnessPoint) -> View:
    if isinstance(point, BlockPoint):
        return {
            "chain_id": point.chain_id,
            "number": point.number,
            "block_hash": point.block_hash.hex(),
            "block_time": _moment(point.time),
        }
    return {
        "origin": point.origin,
        "size": point.size,
        "root": point.root.hex(),
        "witness_time": _moment(point.time),
        "cosignature": point.cosignature,
    }


def _unknown(record: UnknownRecord) -> View:
    return {
        "form": "unknown",
        "why": record.why,
        "fields": {str(key): _plain(one) for key, one in record.fields.items()},
    }


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value


def _moment(seconds: int) -> str | int:
    """ISO 8601 in UTC; a number too large for any calendar stays a number."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    except (OverflowError, ValueError, OSError):
        return seconds
