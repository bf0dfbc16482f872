"""An answer as JSON, schema `firstlight.bundle-answer/1`: the same from the command and the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from chronology.bundle.sentences import said, said_latest
from chronology.bundle.values import Bound, BundleAnswer, Grade, Interval, RecordAnswer

SCHEMA = "firstlight.bundle-answer/1"


def answer_to_json(answer: BundleAnswer) -> dict[str, object]:
    """Values that JSON can hold; fields may be added, never renamed."""
    return {
        "schema": SCHEMA,
        "origin": answer.origin,
        "size": answer.size,
        "written_at": None if answer.written_at is None else said(answer.written_at),
        "grades": [_grade(one) for one in answer.grades],
        "records": [_record(one) for one in answer.records],
        "not_checked": list(answer.not_checked),
    }


def _grade(grade: Grade) -> dict[str, object]:
    return {
        "subject": grade.subject,
        "state": grade.state.value,
        "code": grade.code,
        "params": dict(grade.params),
        "sentence": grade.sentence,
    }


def _record(record: RecordAnswer) -> dict[str, object]:
    return {"index": record.index, "says": dict(record.view), "interval": _interval(record.interval)}


def _interval(interval: Interval) -> dict[str, object]:
    return {
        "after": None if interval.after is None else _bound(interval.after, said),
        "before": None if interval.before is None else _bound(interval.before, said_latest),
        "regards": interval.regards.value,
        "sentence": interval.sentence,
    }


def _bound(bound: Bound, spelled: Callable[[datetime], str]) -> dict[str, object]:
    return {"at": spelled(bound.at), "code": bound.code, "subject": bound.subject}
