"""Checking a bundle: offline, in grades, in this order.

1. the checkpoint and who signed it  2. the anchors  3. each record: included, opened, the reader's file, its beacon
4. the interval of each record  5. the report and its lists  6. what was not checked and how to raise it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.x509 import Certificate

from chronology.bundle.anchor_answers import AnchorAnswer
from chronology.bundle.anchor_grades import check_anchor
from chronology.bundle.beacon_grades import check_beacon
from chronology.bundle.bundle import Bundle
from chronology.bundle.ground import Ground, check_ground
from chronology.bundle.questions import Question, logs_from, witnesses_from
from chronology.bundle.readme import readme_of
from chronology.bundle.record_grades import (
    digests_named,
    grade_content,
    grade_inclusion,
    grade_retractions,
    record_in,
    subject_of,
    view_of,
)
from chronology.bundle.report_grades import grade_report
from chronology.bundle.sentences import RAISE
from chronology.bundle.values import (
    Bound,
    BundleAnswer,
    BundledRecord,
    Grade,
    GradeState,
    Interval,
    RecordAnswer,
    Regards,
)
from chronology.errors import Malformed
from chronology.records import Record
from chronology.types import Digest

BEST_FIRST = ("header_confirmed", "time_stamped", "cosigned", "matches_supplied_header", "development_chain")
"""Whose time ends the interval: what the reader can rely on most comes first, then the earliest."""


@dataclass(frozen=True, slots=True)
class _Graded:
    """One record with its grades; `record` is what it says where its place in the log holds."""

    bundled: BundledRecord
    grades: tuple[Grade, ...]
    record: Record | None = None
    interval: Interval = field(default_factory=Interval)
    included: bool = False


def check(
    bundle: Bundle,
    *,
    at: datetime,
    media: Digest | None = None,
    logs: Iterable[str] = (),
    witnesses: Iterable[str] = (),
    tsa_roots: Sequence[Certificate] = (),
) -> BundleAnswer:
    """Check a bundle against keys in their C2SP text (a witness may be followed by a space and its operator).

    Raises Malformed for a key that cannot be read, never because of what is in the bundle.
    """
    return check_for(bundle, Question(at, media, logs_from(logs), witnesses_from(witnesses), tuple(tsa_roots)))


def check_for(bundle: Bundle, question: Question) -> BundleAnswer:
    """Check a bundle for this reader; the only way out is their own node, where they brought one."""
    found = check_ground(bundle, question)
    if found.ground is None:
        rest = tuple(Grade("depends_on_checkpoint", GradeState.NOT_CHECKED, subject_of(one)) for one in bundle.records)
        return _answer((*found.grades, *rest))
    ground = found.ground
    anchors = [check_anchor(place, one, ground, question) for place, one in enumerate(bundle.anchors, 1)]
    records = [_graded(one, ground, anchors, question) for one in bundle.records]
    said = {one.bundled: one.record for one in records if one.included}
    named = {
        digest: int(bundled.index)
        for bundled, record in reversed(said.items())
        for digest in digests_named(bundled, record)
    }
    grades = (
        *found.grades,
        *(grade for one in records for grade in one.grades),
        *grade_retractions(said, ground.log_id),
        *(one.grade for one in anchors),
        *_no_anchor(anchors),
        *grade_report(bundle, ground, named, question),
        *_readme(bundle),
    )
    return _answer(grades, tuple(_record_answer(one) for one in records if one.included), ground, bundle)


def check_bytes(data: bytes, question: Question) -> tuple[Bundle | None, BundleAnswer]:
    """Read and check a bundle; what cannot be read is an answer too: nothing is known about it."""
    try:
        bundle = Bundle.read(data)
    except Malformed as error:
        unreadable = Grade("unreadable", GradeState.UNAVAILABLE, "bundle", {"why": str(error)})
        return None, _answer((unreadable,))
    return bundle, check_for(bundle, question)


def _graded(bundled: BundledRecord, ground: Ground, anchors: Sequence[AnchorAnswer], question: Question) -> _Graded:
    included = grade_inclusion(bundled, ground)
    if included.state is not GradeState.HOLDS:
        return _Graded(bundled, (included,))
    record = record_in(bundled.leaf)
    beacon = check_beacon(bundled, ground, question)
    regards = _regards(bundled, record, question.media)
    interval = Interval(beacon.after, _best(bundled, ground, anchors), regards, not ground.listed)
    contradiction = _contradiction(interval, bundled)
    grades = (included, *grade_content(bundled, record, question.media), beacon.grade, *contradiction)
    return _Graded(bundled, grades, record, Interval() if contradiction else interval, included=True)


def _regards(bundled: BundledRecord, record: Record | None, media: Digest | None) -> Regards:
    named = digests_named(bundled, record)
    if media is None:
        return Regards.NAMED if named else Regards.NOTHING
    return Regards.GIVEN if media in named else Regards.NOTHING


def _best(bundled: BundledRecord, ground: Ground, anchors: Sequence[AnchorAnswer]) -> Bound | None:
    covering = [one.before for one in anchors if one.before and bundled.index < one.size]
    bounds = [*covering, *([ground.cosigned] if ground.cosigned else [])]
    return min(bounds, key=lambda one: (BEST_FIRST.index(one.code), one.at), default=None)


def _contradiction(interval: Interval, bundled: BundledRecord) -> tuple[Grade, ...]:
    if interval.after and interval.before and interval.after.at > interval.before.at:
        return (Grade("times_contradict", GradeState.UNTRUSTED, subject_of(bundled)),)
    return ()


def _no_anchor(anchors: Sequence[AnchorAnswer]) -> tuple[Grade, ...]:
    return () if anchors else (Grade("no_anchor", GradeState.ABSENT, "anchors"),)


def _readme(bundle: Bundle) -> tuple[Grade, ...]:
    """A reader may take the words in README.txt for ours; another version's or a stranger's are called so."""
    ours = bundle.readme in (None, readme_of(bundle))
    return () if ours else (Grade("readme_of_maker", GradeState.NOT_CHECKED, "README.txt"),)


def _record_answer(graded: _Graded) -> RecordAnswer:
    return RecordAnswer(graded.bundled.index, view_of(graded.bundled, graded.record), graded.interval)


def _answer(
    grades: tuple[Grade, ...],
    records: tuple[RecordAnswer, ...] = (),
    ground: Ground | None = None,
    bundle: Bundle | None = None,
) -> BundleAnswer:
    grades = _once(grades)
    return BundleAnswer(
        grades=grades,
        records=records,
        not_checked=open_questions(grades),
        origin=ground.checkpoint.origin if ground else "",
        size=ground.checkpoint.size if ground else None,
        written_at=bundle.written_at if bundle else None,
    )


def _once(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    """Each grade once: several records may stand behind one beacon."""
    return tuple({(one.code, one.subject, *sorted(one.params.items())): one for one in grades}.values())


def open_questions(grades: Iterable[Grade]) -> tuple[str, ...]:
    """What these grades leave open and how to raise it, each said once."""
    left_open = {one.code for one in grades}
    return tuple(dict.fromkeys(text for code, text in RAISE.items() if code in left_open))
