"""Handing something in to the maintainers: what was written is sealed before a row is, ids once a worker has them.

Nobody here can read afterwards what was handed in; only stations on the maintainers' own hosts can.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import BinaryIO, Final

from django.conf import settings

from provenance.attestation.types import DeviceId
from provenance.blindlist.government.rules import EvidenceClass
from provenance.blindlist.government.types import Reason
from verify import wiring
from verify.cases.arriving import arriving_media
from verify.cases.errors import Busy
from verify.jobs.services import job_add
from verify.reporting.card import card_of
from verify.reporting.errors import BadReport
from verify.reporting.models import HandedIn, HandedInState, Purpose, What
from verify.reporting.opening import case_opened
from verify.reporting.sealing import sealed_words

KIND: Final = "handed_in"
MOST_WORDS: Final = 8_000
"""Characters of what a reporter writes: five pages, and well within what is sealed at once."""
MOST_VERSION_BYTES: Final = 48
"""Both versions of a range together: a record of the list has room for a few more."""
CAPTURE_BYTES: Final = 1_000_000
"""The largest answer of a device that is looked at; its reader has a smaller limit of its own."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports, without the device: `words` and `places` are for the maintainers alone.

    `captures_from` and the versions narrow the entry and are sealed with the ids; `reporter` is an account, if any.
    """

    what: str
    reason: str
    evidence_class: str
    words: str = field(repr=False)
    first_version: str = field(default="", repr=False)
    last_version: str = field(default="", repr=False)
    captures_from: datetime | None = field(default=None, repr=False)
    captures_to: datetime | None = field(default=None, repr=False)
    reporter: int | None = None


def report_upload(
    report: Report, *, upload: BinaryIO, size: int | None, credentials: BinaryIO | None, capture: BinaryIO | None
) -> HandedIn:
    """Take a report in with a file of the device, and have a worker read it.

    Raises BadReport, ListUnavailable, and as for any upload Refused, Busy and NoRoom.
    """
    require_report(report)
    _require_free_place()
    digest = hashlib.file_digest(upload, "sha256").hexdigest()  # type: ignore[arg-type]
    upload.seek(0)
    return _held(upload, size, credentials, capture, _row(report, sealed_words(_words(report, digest))))


def report_typed(report: Report, *, named: DeviceId) -> HandedIn:
    """Take a report in that names what it is about itself; raises BadReport and ListUnavailable."""
    require_report(report)
    row = _row(report, sealed_words(_words(report)))
    row.about = case_opened(row, (named,))
    row.state, row.asked, row.sealed, row.reporter = HandedInState.TAKEN, {}, "", None
    row.save(force_insert=True)
    return row


def proof_upload(*, token: str, challenge: bytes, capture: BinaryIO) -> HandedIn:
    """Take in what a camera signed over the card of an appeal, and have a worker check it; raises Refused and Busy."""
    _require_free_place()
    card = card_of(challenge)
    row = HandedIn(purpose=Purpose.PROOF, asked={"token": token}, about=about_appeal(token))
    return _held(io.BytesIO(card), len(card), None, capture, row)


def about_appeal(token: str) -> str:
    """How the row of a proof names its appeal, whose own number opens the page of the owner."""
    return hashlib.sha256(token.encode()).hexdigest()


def require_report(report: Report) -> None:
    """Raises BadReport where something is missing."""
    if report.what not in What.values:
        raise BadReport("report.what", "Say what the report is about: choose one of the list.")
    if report.reason not in list(Reason) or report.reason == Reason.GOVERNING:
        raise BadReport("report.reason", "Say what is wrong: choose one of the list.")
    if report.evidence_class not in list(EvidenceClass):
        raise BadReport("report.evidence", "Say what kind of evidence there is: choose one of the list.")
    if not report.words.strip() or len(report.words) > MOST_WORDS:
        raise BadReport("report.words", f"Describe the evidence, in at most {MOST_WORDS} characters.")
    if len(f"{report.first_version}{report.last_version}".encode()) > MOST_VERSION_BYTES:
        raise BadReport("report.versions", "The versions are too long for an entry of the list: shorten them.")


def ended(row: HandedIn, *, code: str = "", about: str = "") -> None:
    """End it: `code` says why it was refused; nothing of what was handed in stays."""
    state = HandedInState.REFUSED if code else HandedInState.TAKEN
    columns = {"state": state, "code": code, "held": "", "asked": {}, "sealed": "", "reporter": None}
    columns |= {"about": about} if about else {}
    HandedIn.objects.filter(pk=row.pk, state=HandedInState.WAITING).update(**columns, changed=wiring.now())
    if row.held:
        wiring.quarantine().remove(row.held)


def _require_free_place() -> None:
    if HandedIn.objects.filter(state=HandedInState.WAITING).count() >= settings.QUEUE_LIMIT:
        raise Busy


def _row(report: Report, sealed: str) -> HandedIn:
    at = wiring.now()
    scope = {name: value for name, value in asdict(report).items() if name in SCOPE and value}
    asked = {"reason": report.reason, "class": report.evidence_class, **{name: _plain(scope[name]) for name in scope}}
    shared = {"purpose": Purpose.REPORT, "what": report.what, "asked": asked, "sealed": sealed}
    return HandedIn(**shared, reporter=report.reporter, created=at, changed=at)


SCOPE: Final = ("first_version", "last_version", "captures_from", "captures_to")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _words(report: Report, digest: str = "") -> bytes:
    return json.dumps({"words": report.words, "sha256": digest}, ensure_ascii=False).encode()


def _held(
    upload: BinaryIO, size: int | None, credentials: BinaryIO | None, capture: BinaryIO | None, row: HandedIn
) -> HandedIn:
    with arriving_media(upload, size, credentials, capture) as arriving:
        row.held = arriving.keep()
        row.created = row.changed = wiring.now()
        try:
            row.save(force_insert=True)
        except BaseException:
            wiring.quarantine().remove(row.held)
            raise
    job_add(kind=KIND, subject=row.pk, folder=wiring.run_folder())
    return row
