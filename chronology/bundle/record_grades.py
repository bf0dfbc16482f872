"""Grades of the records: included, opened, and whether they name the reader's file."""

from __future__ import annotations

from collections.abc import Mapping

from chronology.bundle.ground import Ground
from chronology.bundle.values import BundledBeacon, BundledRecord, Grade, GradeState, Params
from chronology.errors import Malformed, ProofBroken
from chronology.merkle import leaf_hash, verify_inclusion
from chronology.records import (
    Field,
    Kind,
    Opening,
    OpenRecord,
    Record,
    SealedRecord,
    UnknownRecord,
    check_opening,
    decode,
    view,
    work_digest,
)
from chronology.types import Digest, LogId


def check_inclusion(entry: BundledRecord | BundledBeacon, ground: Ground) -> None:
    """Check that the entry is where it says, under the checkpoint; raises ProofBroken."""
    verify_inclusion(
        leaf_hash=leaf_hash(entry.leaf),
        index=entry.index,
        size=ground.checkpoint.size,
        path=entry.path,
        root=ground.checkpoint.root,
    )


def grade_inclusion(record: BundledRecord, ground: Ground) -> Grade:
    """`included` or `not_included`; never raises because of the bundle."""
    params: Params = {"index": record.index, "size": ground.checkpoint.size, "origin": ground.checkpoint.origin}
    try:
        check_inclusion(record, ground)
    except ProofBroken:
        return Grade("not_included", GradeState.BROKEN, subject_of(record), {"index": record.index})
    form: Params = {} if ground.listed else {"form": "came_along"}
    return Grade("included", GradeState.HOLDS, subject_of(record), {**params, **form})


def record_in(leaf: bytes) -> Record | None:
    """What the entry says; None where it is no record at all."""
    try:
        return decode(leaf)
    except Malformed:
        return None


def grade_content(bundled: BundledRecord, record: Record | None, media: Digest | None) -> tuple[Grade, ...]:
    """What the record says and whether it names the reader's file."""
    subject = subject_of(bundled)
    if record is None:
        return (Grade("entry_unreadable", GradeState.UNAVAILABLE, subject),)
    if isinstance(record, UnknownRecord):
        return (Grade("record_unknown", GradeState.NOT_CHECKED, subject),)
    opened = _grade_openings(bundled, record)
    if any(one.state is GradeState.BROKEN for one in opened):
        return opened
    return (*opened, *_grade_media(bundled, record, media))


def digests_named(bundled: BundledRecord, record: Record | None) -> dict[Digest, str]:
    """Every SHA-256 that the record names and shows, with the role of that part; empty for the whole file."""
    if isinstance(record, OpenRecord) and not bundled.openings and not bundled.members:
        parts = {member.digest: member.role for member in record.members}
        return parts if record.content is None else parts | {record.content: ""}
    fits = isinstance(record, SealedRecord) and all(_fits(record, one) for one in bundled.openings)
    if fits and _listed(bundled):
        parts = {member.digest: member.role for member in bundled.members}
        return parts | dict.fromkeys(_contents(bundled), "")
    return {}


def subject_of(record: BundledRecord) -> str:
    """How grades name this record."""
    return f"record {record.index}"


def _grade_openings(bundled: BundledRecord, record: Record) -> tuple[Grade, ...]:
    subject = subject_of(bundled)
    if not isinstance(record, SealedRecord):
        code = "opening_of_open_record"
        return (Grade(code, GradeState.BROKEN, subject),) if bundled.openings or bundled.members else ()
    if not bundled.openings and not bundled.members:
        return (Grade("sealed", GradeState.NOT_CHECKED, subject),)
    broken = [one for one in bundled.openings if not _fits(record, one)]
    if broken:
        params = {"field": broken[0].field.name.lower()}
        return (Grade("opening_broken", GradeState.BROKEN, subject, params),)
    if not _listed(bundled):
        return (Grade("members_broken", GradeState.BROKEN, subject),)
    fields = ", ".join(one.field.name.lower() for one in bundled.openings)
    return (Grade("opened", GradeState.HOLDS, subject, {"fields": fields}),)


def _grade_media(bundled: BundledRecord, record: Record, media: Digest | None) -> tuple[Grade, ...]:
    subject, named = subject_of(bundled), digests_named(bundled, record)
    if isinstance(record, SealedRecord) and not bundled.openings:
        return ()
    if not named:
        code = "content_sealed" if isinstance(record, SealedRecord) else "names_no_file"
        return (Grade(code, GradeState.NOT_CHECKED, subject),)
    if media is None:
        return (Grade("file_not_given", GradeState.NOT_CHECKED, subject),)
    if media not in named:
        return (Grade("names_another_file", GradeState.ABSENT, subject),)
    kind = _kind(bundled, record)
    params: Params = {"kind": kind.name.lower().replace("_", " ") if kind else "not opened"}
    if role := named[media]:
        return (Grade("names_this_file_as_member", GradeState.HOLDS, subject, {**params, "role": role}),)
    return (Grade("names_this_file", GradeState.HOLDS, subject, params),)


def _kind(bundled: BundledRecord, record: Record) -> Kind | None:
    """What sort of record names the file: a retraction that names it is something else than its registration."""
    if isinstance(record, OpenRecord):
        return record.kind
    found = [one.value[0] for one in bundled.openings if one.field is Field.KIND and len(one.value) == 1]
    return Kind(found[0]) if found and found[0] in frozenset(Kind) else None


def view_of(bundled: BundledRecord, record: Record | None) -> dict[str, object]:
    """What the entry says, for people and programs, with what of a sealed record was opened and fits it."""
    if record is None:
        return {}
    if not isinstance(record, SealedRecord) or not bundled.openings:
        return view(record)
    if not all(_fits(record, one) for one in bundled.openings):
        return view(record)
    shown: dict[str, object] = {one.field.name.lower(): one.value.hex() for one in bundled.openings}
    if kind := _kind(bundled, record):
        shown["kind"] = kind.name.lower()
    return {**view(record), "opened": shown}


def _contents(bundled: BundledRecord) -> tuple[Digest, ...]:
    return tuple(Digest(one.value) for one in bundled.openings if one.field is Field.CONTENT)


def _listed(bundled: BundledRecord) -> bool:
    """Whether the parts that came along, if any, are those of the opened work."""
    return not bundled.members or _contents(bundled) == (work_digest(bundled.members),)


def _fits(record: SealedRecord, opening: Opening) -> bool:
    try:
        check_opening(record, opening)
    except ProofBroken:
        return False
    return True


def grade_retractions(records: Mapping[BundledRecord, Record | None], own: LogId) -> tuple[Grade, ...]:
    """Retractions that lie in the same bundle as what they retract."""
    open_records = {one: said for one, said in records.items() if isinstance(said, OpenRecord)}
    targets = {(one.index, leaf_hash(one.leaf)): (one, said) for one, said in open_records.items()}
    return tuple(
        _retraction(subject_of(target), by, record, said)
        for by, said in open_records.items()
        for link in retracted_by(said, own)
        if link in targets
        for target, record in (targets[link],)
        if by.index > target.index
    )


def retracted_by(said: OpenRecord, own: LogId) -> tuple[tuple[int, bytes], ...]:
    """Place and leaf hash of every entry of its own log, named or not, that this record asks to retract."""
    if said.kind is not Kind.RETRACTED:
        return ()
    return tuple((link.index, link.leaf_hash) for link in said.previous if link.log in (None, own))


def _retraction(subject: str, by: BundledRecord, target: OpenRecord, said: OpenRecord) -> Grade:
    own = said.recorder == target.recorder
    code = "retracted_in_bundle" if own else "retraction_by_another"
    return Grade(code, GradeState.UNTRUSTED if own else GradeState.NOT_CHECKED, subject, {"by": by.index})
