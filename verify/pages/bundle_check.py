"""From what somebody brings to an answer in grades: a bundle, or a signed report; nothing of either is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile

from chronology.bundle import (
    Bundle,
    BundleAnswer,
    Grade,
    GradeState,
    Question,
    check_for,
    check_report,
    report_signer,
)
from chronology.bundle.limits import BUNDLE_BYTES_LIMIT, NOTE_BYTES_LIMIT
from chronology.bundle.report import read_json, signs_this
from chronology.errors import Malformed, ProofBroken
from chronology.notes import parse_note
from chronology.types import Digest
from verify.pages.signed_reports import signed_report_in
from verify.pages.trusted import Trusted

# Canonical JSON of four megabytes takes a second of the web process; reports of long histories stay below a quarter.
REPORT_BYTES = 512 * 1024


class NothingToCheck(Exception):
    """What was sent cannot be checked; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody sent: a bundle or zip, or a report and its signature; perhaps the media file beside."""

    bundle: UploadedFile | None
    report: UploadedFile | None
    note: UploadedFile | None
    media: UploadedFile | None


def check_brought(brought: Brought, trusted: Trusted, at: datetime) -> BundleAnswer:
    """Return the grades; raises NothingToCheck."""
    media = None if brought.media is None else digest_of(brought.media)
    if brought.bundle is not None:
        data = _read(brought.bundle, BUNDLE_BYTES_LIMIT)
        packed = signed_report_in(data)
        return _report_answer(*packed, trusted, media) if packed else _bundle_answer(data, trusted, media, at)
    if brought.report is None or brought.note is None:
        raise NothingToCheck("half" if brought.report or brought.note else "nothing")
    report, note = _read(brought.report, REPORT_BYTES, "report_too_large"), _read(brought.note, NOTE_BYTES_LIMIT)
    return _report_answer(report, note, trusted, media)


def digest_of(upload: UploadedFile) -> Digest:
    """Return the SHA-256 of an upload, read chunk by chunk; raises NothingToCheck for one that is not whole."""
    if getattr(upload, "overflow", False) or getattr(upload, "no_room", False):
        raise NothingToCheck("media")
    hashed = sha256()
    for chunk in upload.chunks():
        hashed.update(chunk)
    return Digest(hashed.digest())


def _bundle_answer(data: bytes, trusted: Trusted, media: Digest | None, at: datetime) -> BundleAnswer:
    try:
        bundle = Bundle.read(data)
    except Malformed as problem:
        raise NothingToCheck("unreadable") from problem
    _require_short(bundle.report or b"")
    return check_for(bundle, Question(at, media, trusted.logs, trusted.witnesses, trusted.tsa_roots))


def _report_answer(report: bytes, note: bytes, trusted: Trusted, media: Digest | None) -> BundleAnswer:
    """Without a log there is no key that came along: an unlisted signer is an unknown one, never a forger."""
    _require_short(report)
    try:
        said = read_json(report)
        grades = (_signature(report, note, trusted), _about(said, media))
    except Malformed as problem:
        raise NothingToCheck("report") from problem
    return BundleAnswer(grades)


def _signature(report: bytes, note: bytes, trusted: Trusted) -> Grade:
    try:
        signature = check_report(report, note, trusted.logs)
    except ProofBroken:
        return _not_signed(report, note, trusted)
    params = {"by": signature.signer.name, "time": f"{signature.at:%Y-%m-%dT%H:%M:%SZ}"}
    return Grade("report_signed", GradeState.HOLDS, "report", params)


def _not_signed(report: bytes, note: bytes, trusted: Trusted) -> Grade:
    """Broken is only what can be shown to be: another report than the note names, or a listed key's bad signature."""
    listed = {(one.name, one.key_id) for one in trusted.logs}
    named = {(one.name, one.key_id) for one in parse_note(note).signatures}
    if not listed & named and signs_this(report, note):
        return Grade("report_signer_unlisted", GradeState.UNTRUSTED, "report", {"by": report_signer(note)})
    return Grade("report_broken", GradeState.BROKEN, "report")


def _about(report: Mapping[str, object], media: Digest | None) -> Grade:
    if media is None:
        return Grade("file_not_given", GradeState.NOT_CHECKED, "report")
    named = report.get("media")
    digest = named.get("sha256") if isinstance(named, dict) else None
    same = digest == media.hex()
    return Grade("report_names_file" if same else "report_names_another_file", _same(same), "report")


def _same(same: bool) -> GradeState:
    return GradeState.HOLDS if same else GradeState.UNTRUSTED


def _require_short(report: bytes) -> None:
    if len(report) > REPORT_BYTES:
        raise NothingToCheck("report_too_large")


def _read(upload: UploadedFile, limit: int, otherwise: str = "too_large") -> bytes:
    if (upload.size or 0) > limit:
        raise NothingToCheck(otherwise)
    return bytes(upload.read(limit + 1))
