"""Something signed as JSON: what it says, what is known of its signature, and what the log holds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from provenance.report_json import finding_to_json
from provenance.statements.types import SignatureCheck
from provenance.statements.wire import SCHEMA
from verify.api.asking import Asker
from verify.api.authors.envelope import party
from verify.api.records import envelope as records
from verify.api.statements.warning import warnings_of
from verify.authors.selectors import StatementView, statement_view
from verify.ledger.errors import NoSuchRecord
from verify.ledger.selectors import record_get, time_of
from verify.ledger.values import Viewer


def statement_envelope(public_id: str, asker: Asker) -> dict[str, Any]:
    """Everything that this reader may know of it; raises NoSuchStatement."""
    shown = statement_view(public_id, viewer=asker.viewer, reader=asker.organisation)
    document = shown.document or {}
    signed = document.get("schema") == SCHEMA
    return {
        "id": shown.id,
        "type": shown.type,
        "form": shown.form,
        "signed": document if signed else None,
        "said": document if document and not signed else None,
        "erased": shown.erased,
        "signature": signature(shown.signature),
        "author": party(shown.author),
        "organisation": party(shown.organisation),
        "on_behalf": shown.on_behalf,
        "retracted_by": shown.retracted_by or None,
        "corrected_by": shown.corrected_by or None,
        "record": _record(shown, asker.viewer),
        "findings": [finding_to_json(one) for one in shown.findings],
        "warnings": warnings_of(shown.findings),
        "links": links(shown),
    }


def signature(check: SignatureCheck) -> dict[str, Any]:
    """The newest check of a signature."""
    return {
        "state": check.state,
        "code": check.code,
        "scheme": check.scheme,
        "checked_at": moment(check.checked_at),
        "chain_id": check.chain_id,
        "block": check.block,
        "block_hash": f"0x{check.block_hash.hex()}" if check.block_hash else None,
        "block_time": moment(check.block_time),
        "delegated_code": check.delegated_code,
    }


def moment(at: datetime | None) -> str | None:
    """A time in UTC, or None."""
    return None if at is None else at.isoformat().replace("+00:00", "Z")


def links(shown: StatementView) -> dict[str, str | None]:
    """Where to go from it; only statements have a page."""
    page = f"/s/{shown.id}" if shown.type == "Statement" else None
    return {"self": reverse("api:statement", args=[shown.id]), "page": page}


def _record(shown: StatementView, viewer: Viewer) -> dict[str, Any] | None:
    """Its record, asked for as this viewer: an erased or hidden one is none."""
    try:
        record = record_get(shown.written.record, viewer=viewer)
    except NoSuchRecord:
        return None
    seen = time_of(record)
    return {
        "id": record.pk,
        "state": seen.state,
        "index": seen.index,
        "time": records.interval(seen.not_before, seen.by),
        "links": records.links(record.pk),
    }
