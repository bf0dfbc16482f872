"""Leaves as bytes: open records are written here, and every leaf is read here. Source: docs/records.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from chronology.errors import Malformed
from chronology.records import beacon, cbor, checks, limits, sealed
from chronology.records.kinds import VERSION, Form, Key, Kind
from chronology.records.values import LeafRef, Member, OpenRecord, Record, UnknownRecord
from chronology.records.work import work_digest
from chronology.types import Digest, LeafHash, LeafIndex, LogId

T = TypeVar("T")

NEEDS_CONTENT: Final = frozenset({Kind.REGISTERED, Kind.EDITED_FROM})
NEEDS_PREVIOUS: Final = frozenset({Kind.EDITED_FROM, Kind.RETRACTED})
OPEN_KEYS: Final = frozenset(Key) - {Key.BEACON, Key.COMMITMENTS}


def open_leaf(  # noqa: PLR0913  the fields of a record are as many
    *,
    kind: Kind,
    recorder: bytes,
    content: Digest | None = None,
    at: int | None = None,
    previous: tuple[LeafRef, ...] = (),
    members: tuple[Member, ...] = (),
    statement: Digest | None = None,
    media_type: str | None = None,
) -> bytes:
    """The leaf of an open record, at most 65,535 bytes.

    `recorder` is 16 pseudonymous bytes, `content` and `statement` are SHA-256 digests, `at` is Unix seconds by the
    recorder's clock. Raises Malformed with what to mend: a registration names its content, an edit and a retraction
    name what came before, and the content of a work is `work_digest(members)`.
    """
    fields: dict[int, object] = {Key.VERSION: VERSION, Key.FORM: Form.OPEN, Key.KIND: kind, Key.RECORDER: recorder}
    optional = {
        Key.CONTENT: content,
        Key.AT: at,
        Key.PREVIOUS: [_reference(one) for one in previous] or None,
        Key.MEMBERS: [[one.role, one.digest] for one in members] or None,
        Key.STATEMENT: statement,
        Key.MEDIA_TYPE: media_type,
    }
    fields |= {key: value for key, value in optional.items() if value is not None}
    leaf = cbor.encode({int(key): int(value) if isinstance(value, int) else value for key, value in fields.items()})
    if len(leaf) > limits.LEAF_BYTES:
        raise Malformed(f"This record needs {len(leaf)} bytes; a leaf holds {limits.LEAF_BYTES}: name fewer members.")
    decode(leaf)
    return leaf


def decode(leaf: bytes) -> Record:
    """What a leaf says; unknown versions, forms, kinds and keys give UnknownRecord, other spellings raise Malformed."""
    fields = cbor.decode(leaf, limit=limits.LEAF_BYTES)
    if not isinstance(fields, dict):
        raise Malformed("A leaf is a map with numbers as keys.")
    if checks.number(fields.get(Key.VERSION)) != VERSION:
        return UnknownRecord("version", fields)
    form = checks.number(fields.get(Key.FORM))
    if form not in READERS:
        return UnknownRecord("form", fields)
    return READERS[form](fields)


def _open(fields: Mapping[int, object]) -> Record:
    kind = checks.number(fields.get(Key.KIND))
    if kind not in frozenset(Kind):
        return UnknownRecord("kind", fields)
    if Key.BEACON in fields:
        return beacon.read(fields)
    if not OPEN_KEYS.issuperset(fields):
        return UnknownRecord("keys", fields)
    record = OpenRecord(
        kind=Kind(kind),
        recorder=checks.exactly(fields.get(Key.RECORDER), checks.RECORDER_BYTES),
        content=_optional(fields, Key.CONTENT, checks.digest),
        at=_optional(fields, Key.AT, checks.number),
        previous=tuple(_link(one) for one in _entries(fields, Key.PREVIOUS, limits.LINKS)),
        members=tuple(_member(one) for one in _entries(fields, Key.MEMBERS, limits.MEMBERS)),
        statement=_optional(fields, Key.STATEMENT, checks.digest),
        media_type=_optional(fields, Key.MEDIA_TYPE, checks.media_type),
    )
    _require_sense(record)
    return record


def _require_sense(record: OpenRecord) -> None:
    if record.kind in NEEDS_CONTENT and record.content is None:
        raise Malformed("This kind of record names the SHA-256 of its content.")
    if record.kind in NEEDS_PREVIOUS and not record.previous:
        raise Malformed("This kind of record names the earlier record that it is about.")
    if record.members and record.content != work_digest(record.members):
        raise Malformed("The content of a work is the digest of its list of members.")


def _optional(fields: Mapping[int, object], key: Key, read: Callable[[object], T]) -> T | None:
    return read(fields[key]) if key in fields else None


def _entries(fields: Mapping[int, object], key: Key, at_most: int) -> list[object]:
    return checks.listed(fields[key], at_most) if key in fields else []


def _reference(link: LeafRef) -> list[object]:
    return [link.index, link.leaf_hash] if link.log is None else [link.index, link.leaf_hash, link.log]


def _link(value: object) -> LeafRef:
    index, leaf_hash, *log = checks.parts(value, 2, 3)
    return LeafRef(
        LeafIndex(checks.number(index)),
        LeafHash(checks.digest(leaf_hash)),
        LogId(checks.digest(log[0])) if log else None,
    )


def _member(value: object) -> Member:
    role, digest = checks.parts(value, 2)
    return Member(checks.role(role), checks.digest(digest))


READERS: Final[Mapping[int, Callable[[Mapping[int, object]], Record]]] = {Form.OPEN: _open, Form.SEALED: sealed.read}
