"""Waits for the place on the log of something signed, while there is a seat."""

from __future__ import annotations

from verify.api.records.services import record_awaited
from verify.authors.models import SignedMessage
from verify.ledger.models import Record, RecordState


def statement_awaited(made: SignedMessage, seconds: float) -> bool:
    """Whether the log has it after so many seconds at most; a sealed one never waits."""
    record = Record.objects.filter(pk=made.record_id).first()
    return record is not None and record_awaited(record, seconds).state == RecordState.RECORDED
