"""What open and sealed records share: the owner's pseudonym, the name of a request, and the row with its outbox row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction

from chronology import leaf_hash
from chronology.errors import Malformed
from chronology.records import LeafRef, Member, work_digest
from chronology.types import Digest, LeafHash, LeafIndex
from verify.ledger.errors import BadRecord, NotRecordedYet
from verify.ledger.models import PSEUDONYM_BYTES, OutboxEntry, Record, Recorder
from verify.ledger.parts import parts
from verify.ledger.values import MemberPart, Viewer

# A leaf tells its time in whole seconds, so that what was retracted and is recorded anew at once reads the same.
SAME_SECOND = "The same was recorded this very second. Nothing was recorded now: try again in a second."


def recorder_of(owner: Viewer) -> bytes:
    """The pseudonym of an organisation, or of a person without one; made at their first record."""
    party = {"organisation_id": owner.organisation} if owner.organisation is not None else {"user_id": owner.user}
    if owner.organisation is None and owner.user is None:
        raise BadRecord("Every record has an owner: log in first.")
    made, _ = Recorder.objects.get_or_create(**party, defaults={"pseudonym": parts().randomness(PSEUDONYM_BYTES)})
    return bytes(made.pseudonym)


def content_of(sha256: bytes | None, members: Sequence[Member]) -> Digest:
    """The digest to record: the one given, or that of the work; raises BadRecord."""
    try:
        content = work_digest(members) if members else sha256
    except Malformed as problem:
        raise BadRecord(str(problem)) from problem
    if content is None or len(content) != 32 or (sha256 is not None and sha256 != content):
        raise BadRecord("A record names one SHA-256 of 32 bytes, or the members of a work.")
    return Digest(content)


def members_of(members: Sequence[MemberPart]) -> tuple[Member, ...]:
    """The members as the log writes them."""
    return tuple(Member(one.role, Digest(one.sha256)) for one in members)


def reference_to(record: Record) -> LeafRef:
    """The place of a record on the log; raises NotRecordedYet."""
    if record.index is None:
        raise NotRecordedYet("This record is on its way to the log: try again in some seconds.")
    return LeafRef(LeafIndex(record.index), LeafHash(bytes.fromhex(record.leaf_hash)))


def request_key(*words: bytes) -> str:
    """One name for one request, so that repeating it finds what it made; hex SHA-256."""
    return hashlib.sha256(b"".join(len(word).to_bytes(2, "big") + word for word in words)).hexdigest()


def enter(key: str, leaf: bytes, make: Callable[[str], Record]) -> Record:
    """Store what `make(leaf hash)` makes with its outbox row; a rival's row of the same key is returned instead.

    Raises NotRecordedYet where another request made this very leaf: the log holds a leaf once.
    """
    name = leaf_hash(leaf).hex()
    try:
        with transaction.atomic():
            record = make(name)
            OutboxEntry.objects.create(key=record.leaf_hash, leaf=leaf, form=record.form, record=record)
    except IntegrityError:
        rival = Record.objects.filter(key=key).first()
        if rival is not None:
            return rival
        if Record.objects.filter(leaf_hash=name).exists():
            raise NotRecordedYet(SAME_SECOND) from None
        raise
    return record
