"""Publishing the credentials of an open record, and taking that back."""

from __future__ import annotations

from datetime import datetime

from provenance.credentials.boxes import ManifestStore
from provenance.report_json import stored
from provenance.types import Integrity, Report
from verify.ledger.models import Form, Record
from verify.recovery.errors import NotPublishable
from verify.recovery.models import PublishedManifest
from verify.recovery.names import is_name

SEALED = "Only an open record can publish its credentials: a sealed one answers nobody."
NOT_INTACT = "Only credentials that were intact and bound to the recorded file can be published."
NO_NAME = "The active manifest has a name that cannot stand in an address, so that nobody could ask for it."
OTHER_FILE = "These credentials belong to another file than the record."


def manifest_publish(record: Record, taken: ManifestStore, report: Report, *, at: datetime) -> PublishedManifest:
    """Hand this store out from now on as that of the record; a repeated call changes nothing. Raises NotPublishable.

    `report` is of the whole file, whose digest must be the record's: what is published was bound to what is recorded.
    """
    if record.form != Form.OPEN:
        raise NotPublishable(SEALED)
    if report.media.sha256 is None or report.media.sha256 != record.sha256:
        raise NotPublishable(OTHER_FILE)
    if not report.steps or report.steps[0].integrity is not Integrity.INTACT:
        raise NotPublishable(NOT_INTACT)
    if not is_name(taken.active):
        raise NotPublishable(NO_NAME)
    values = {"manifest_id": taken.active, "store": taken.content, "report": stored(report), "published": at}
    made, _ = PublishedManifest.objects.get_or_create(record_id=record.pk, defaults=values)
    return made


def manifest_withdraw(record: Record) -> None:
    """Hand the store out no more; the bytes are deleted."""
    PublishedManifest.objects.filter(record_id=record.pk).delete()
