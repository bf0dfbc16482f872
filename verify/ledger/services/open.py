"""Open records: the digest is public and for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chronology.errors import Malformed
from chronology.records import Kind, LeafRef, Member, open_leaf
from chronology.types import Digest
from verify.ledger.errors import BadRecord
from verify.ledger.models import Form, OpenContent, Record
from verify.ledger.parts import parts
from verify.ledger.services.entering import content_of, enter, members_of, recorder_of, reference_to, request_key
from verify.ledger.values import MemberPart, Viewer


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one record is to say."""

    kind: Kind
    recorder: bytes
    content: Digest
    links: tuple[LeafRef, ...]
    members: tuple[Member, ...]
    media_type: str

    @property
    def key(self) -> str:
        named = (b"open", self.recorder, bytes([self.kind]), self.content)
        return request_key(*named, *(link.leaf_hash for link in self.links))


def record_open(
    *,
    sha256: bytes | None,
    owner: Viewer,
    kind: int = Kind.REGISTERED,
    media_type: str = "",
    members: Sequence[MemberPart] = (),
    previous: Record | None = None,
) -> Record:
    """Record a content openly, once per owner, kind and content; a repeated call returns the same record.

    `sha256` is 32 bytes; None means the digest of the work that the members make. After a retraction the same content
    is a new record. Raises BadRecord, and NotRecordedYet where `previous` has no place on the log yet.
    """
    listed = members_of(members)
    asked = _Asked(
        kind=Kind(kind),
        recorder=recorder_of(owner),
        content=content_of(sha256, listed),
        links=(reference_to(previous),) if previous else (),
        members=listed,
        media_type=media_type,
    )
    key, found = _standing(asked.key)
    return found or enter(key, _leaf(asked), lambda name: _rows(asked, owner, previous, key, name))


def _standing(key: str) -> tuple[str, Record | None]:
    """The record of this key that was not retracted, or else the first key that is free."""
    found = Record.objects.filter(key=key).first()
    while found is not None:
        retraction = Record.objects.filter(previous=found, kind=Kind.RETRACTED).first()
        if retraction is None:
            break
        key = request_key(b"again", key.encode(), retraction.leaf_hash.encode())
        found = Record.objects.filter(key=key).first()
    return key, found


def _leaf(asked: _Asked) -> bytes:
    try:
        return open_leaf(
            kind=asked.kind,
            recorder=asked.recorder,
            content=asked.content,
            at=int(parts().clock().timestamp()),
            previous=asked.links,
            members=asked.members,
            media_type=asked.media_type or None,
        )
    except Malformed as problem:
        raise BadRecord(str(problem)) from problem


def _rows(asked: _Asked, owner: Viewer, previous: Record | None, key: str, name: str) -> Record:
    record = Record.objects.create(
        key=key,
        organisation_id=owner.organisation,
        user_id=owner.user,
        form=Form.OPEN,
        kind=asked.kind,
        sha256=asked.content.hex(),
        media_type=asked.media_type,
        members=[[one.role, one.digest.hex()] for one in asked.members],
        previous=previous,
        leaf_hash=name,
        created=parts().clock(),
    )
    found_under = {("", asked.content), *((one.role, one.digest) for one in asked.members)}
    OpenContent.objects.bulk_create(
        OpenContent(sha256=digest.hex(), role=role, record=record) for role, digest in sorted(found_under)
    )
    return record
