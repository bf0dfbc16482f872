"""Open records of the bytes of a report, as its reader may take them: looked up whenever the report is read."""

from __future__ import annotations

from dataclasses import replace

from provenance.on_record import SeenRecord, with_records
from provenance.types import Report
from verify import wiring
from verify.accounts.models import Organisation
from verify.accounts.selectors import organisation_name
from verify.ledger.errors import LedgerError
from verify.ledger.selectors import open_records_of
from verify.ledger.values import OnRecord
from verify.registry.recorders import listed_recorders

# People are not named to others; an organisation that was dissolved has no name any more.
SOMEBODY = "Somebody with an account here"
GONE = "An organisation that is no longer here"


def report_with_records(report: Report, *, reader: Organisation | None) -> Report:
    """The report with every open record of exactly these bytes.

    Only the reader's own, and those of recorders that the reader's organisation lists, can change the headline.
    """
    if report.media.sha256 is None:
        return report
    return with_records(report, records_seen(report.media.sha256, reader=reader), wiring.now())


def records_seen(sha256: str, *, reader: Organisation | None) -> tuple[SeenRecord, ...] | None:
    """The open records of a digest (hex), oldest first; None where they cannot be looked up now."""
    try:
        found = open_records_of(sha256, own=reader.pk if reader else None)
    except LedgerError:
        return None
    listed = listed_recorders(reader)
    return tuple(replace(_seen(one, reader), listed=one.organisation_id in listed) for one in found)


def recorder_name(organisation_id: int | None) -> str:
    """How the recorder of an open record is called before anybody."""
    return SOMEBODY if organisation_id is None else organisation_name(organisation_id) or GONE


def _seen(one: OnRecord, reader: Organisation | None) -> SeenRecord:
    return SeenRecord(
        record=one.record_id,
        recorder=recorder_name(one.organisation_id),
        account=one.recorder or one.record_id,
        own=reader is not None and reader.pk == one.organisation_id,
        role=one.role,
        not_before=one.not_before and one.not_before.at,
        by=one.by and one.by.at,
        development=any(end is not None and end.development for end in (one.not_before, one.by)),
        waiting=one.index is None,
        retracted="retracted" in one.states,
    )
