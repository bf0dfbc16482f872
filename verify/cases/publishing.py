"""Publishing the credentials of a file that is on record, while the file is held: a worker takes them out."""

from __future__ import annotations

import structlog

from provenance.report_json import report_from_json
from provenance.types import Integrity, Report
from verify import wiring
from verify.cases.models import Verification
from verify.cases.quarantine import Part
from verify.cases.uploader import Uploader
from verify.cases.whose import is_theirs
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Record
from verify.ledger.selectors import is_of
from verify.ledger.values import Viewer
from verify.recovery.errors import NotPublishable
from verify.recovery.services import manifest_publish, manifest_withdraw

log = structlog.get_logger("cases")

KIND = "publishing"
# Both numbers are 22 characters without a blank.
BETWEEN = " "


def credentials_publish(record: Record, verification: Verification) -> None:
    """Ask for the credentials of a held file to be published as those of its record; the owner chose so.

    Whether there are any that may be published is found out by the worker; where not, nothing is published.
    """
    job_add(kind=KIND, subject=f"{record.pk}{BETWEEN}{verification.pk}", folder=wiring.run_folder())


def is_publishable(report: Report) -> bool:
    """Whether the file carries credentials that could be published: those of its newest step were intact."""
    return bool(report.steps) and report.steps[0].integrity is Integrity.INTACT


def may_publish(verification: Verification, reader: Uploader | None) -> bool:
    """Whether this reader may have them published: who sent the file, or their team; never whoever has its address.

    A report is scrubbed for everybody who reads it. What is published is not: names, places and previews come with it.
    """
    return verification.is_held and is_theirs(verification, reader)


def credentials_withdraw(record: Record, *, owner: Viewer) -> None:
    """Publish them no longer; raises NoSuchRecord for who does not own the record."""
    if not is_of(record, owner):
        raise NoSuchRecord
    manifest_withdraw(record)


def publish_credentials(subject: str) -> None:
    """The worker's side: take the store out in the sandbox and publish it, or nothing."""
    record_id, _, verification_id = subject.partition(BETWEEN)
    record = Record.objects.filter(pk=record_id).first()
    verification = Verification.objects.filter(pk=verification_id).first()
    if record is None or verification is None or not verification.held or verification.report is None:
        return
    media = wiring.quarantine().open(verification.held, Part.MEDIA)
    if media is None:
        return
    with media:
        taken = wiring.examiner().manifest_store(media.fileno())
    if taken is None:
        return
    try:
        manifest_publish(record, taken, report_from_json(verification.report), at=wiring.now())
    except NotPublishable as problem:
        log.info("credentials are not published", problem=type(problem).__name__)


def leave_unpublished(subject: str) -> None:
    """Nothing is published by halves, so there is nothing to mend."""


PUBLISHING = Kind(KIND, run=publish_credentials, give_up=leave_unpublished, sweep=lambda: None)
