"""Grades of the report in a bundle: who signed it, what it is about, and which lists it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chronology.bundle.bundle import Bundle
from chronology.bundle.ground import Ground
from chronology.bundle.json_reading import JsonObject
from chronology.bundle.questions import Question
from chronology.bundle.report import check_report, read_json, report_signer, signs_this
from chronology.bundle.sentences import said
from chronology.bundle.values import Grade, GradeState
from chronology.errors import Malformed, ProofBroken
from chronology.notes import Verifier, parse_note
from chronology.types import Digest

REPORT, LISTS = "report", "lists"

SIGNED = frozenset({"report_signed", "report_key_came_along"})
"""Only of a report whose signature fits a known key anything more is said."""


def grade_report(bundle: Bundle, ground: Ground, named: Mapping[Digest, int], question: Question) -> tuple[Grade, ...]:
    """Grade report and lists against each other and the records; never raises because of what is in the bundle.

    `named` says which record shows which SHA-256.
    """
    if bundle.report is None:
        missing = (Grade("report_missing", GradeState.ABSENT, REPORT),) if bundle.report_signature else ()
        return (*missing, *_grade_lists(bundle, None))
    try:
        report = read_json(bundle.report)
    except Malformed as error:
        return (_unreadable(REPORT, error), *_grade_lists(bundle, None))
    signed = _grade_signature(bundle.report, bundle.report_signature, ground, question)
    if signed.code not in SIGNED:
        return (signed,)
    return (signed, _grade_subject(report, named), *_grade_lists(bundle, report))


def _grade_signature(report: bytes, note: bytes | None, ground: Ground, question: Question) -> Grade:
    if note is None:
        return Grade("report_unsigned", GradeState.UNTRUSTED, REPORT)
    try:
        signature = check_report(report, note, (*question.logs, ground.verifier))
    except ProofBroken:
        return _not_signed(report, note, (*question.logs, ground.verifier))
    except Malformed as error:
        return _unreadable(REPORT, error)
    params = {"by": signature.signer.name, "time": said(signature.at)}
    if signature.signer in question.logs:
        return Grade("report_signed", GradeState.HOLDS, REPORT, params)
    return Grade("report_key_came_along", GradeState.UNTRUSTED, REPORT, params)


def _not_signed(report: bytes, note: bytes, keys: Iterable[Verifier]) -> Grade:
    """Broken is only what can be shown to be: a changed report, or a known key whose signature does not hold."""
    known = {(one.name, one.key_id) for one in keys}
    named = {(one.name, one.key_id) for one in parse_note(note).signatures}
    if not known & named and signs_this(report, note):
        return Grade("report_signer_unlisted", GradeState.UNTRUSTED, REPORT, {"by": report_signer(note)})
    return Grade("report_broken", GradeState.BROKEN, REPORT)


def _grade_subject(report: JsonObject, named: Mapping[Digest, int]) -> Grade:
    media = report.get("media")
    digest = media.get("sha256") if isinstance(media, dict) else None
    if not isinstance(digest, str):
        return _not_compared("the report names no file.")
    if not named:
        return _not_compared("no record in here shows which file it names.")
    indexes = [index for one, index in named.items() if one.hex() == digest]
    if not indexes:
        return Grade("report_of_other_file", GradeState.UNTRUSTED, REPORT)
    return Grade("report_of_record", GradeState.HOLDS, REPORT, {"index": indexes[0]})


def _grade_lists(bundle: Bundle, report: JsonObject | None) -> tuple[Grade, ...]:
    if bundle.lists is None:
        return ()
    if report is None:
        return (Grade("lists_unsupported", GradeState.UNTRUSTED, LISTS),)
    try:
        lists = read_json(bundle.lists)
    except Malformed as error:
        return (_unreadable(LISTS, error),)
    made_with = report.get("made_with")
    same = isinstance(made_with, dict) and lists == {"lists": made_with.get("lists")}
    code = "lists_of_report" if same else "lists_differ"
    return (Grade(code, GradeState.HOLDS if same else GradeState.UNTRUSTED, LISTS),)


def _unreadable(subject: str, error: Malformed) -> Grade:
    return Grade("part_unreadable", GradeState.UNAVAILABLE, subject, {"why": str(error)})


def _not_compared(why: str) -> Grade:
    return Grade("report_not_compared", GradeState.NOT_CHECKED, REPORT, {"why": why})
