"""A batch and its items as JSON, and the lines of its exports."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.urls import reverse

from provenance.report_json import report_from_json, report_to_json
from verify.batches.models import Batch, Item
from verify.batches.selectors import every_item, progress_of, told
from verify.batches.sentences import item_sentence
from verify.cases.models import Verification

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What spreadsheets take for the start of a formula (OWASP, CSV injection)."""
COLUMNS: Final = ("position", "kind", "state", "code", "sentence", "verification", "records", "label", "policy")
SLICE: Final = 200


def batch_envelope(batch: Batch) -> dict[str, Any]:
    """Where a batch stands."""
    progress = progress_of(batch)
    return {
        "id": batch.pk,
        "state": str(batch.state),
        "sent": str(batch.sent),
        "created": _moment(batch.created),
        "finished": None if batch.finished is None else _moment(batch.finished),
        "expires_at": _moment(batch.expires_at),
        "total": progress.total,
        "counts": progress.states,
        "codes": progress.codes,
        "links": {
            "self": address(batch),
            "items": reverse("api:batch_items", args=[batch.pk]),
            "csv": reverse("api:batch_csv", args=[batch.pk]),
            "jsonl": reverse("api:batch_jsonl", args=[batch.pk]),
            "page": reverse("pages:batch", args=[batch.pk]),
        },
    }


def item_envelope(item: Item) -> dict[str, Any]:
    """One item."""
    check = item.verification_id
    return {
        "position": item.position,
        "kind": str(item.kind),
        "state": told(item.state),
        "code": item.code or None,
        "sentence": item_sentence(item.code, item.params) or None,
        "verification": check,
        "records": list(item.records),
        "label": item.label or None,
        "policy": item.policy or None,
        "links": {
            "self": reverse("api:verification", args=[check]) if check else None,
            "page": reverse("pages:result", args=[check]) if check else None,
        },
    }


def address(batch: Batch) -> str:
    """Where the batch is read."""
    return reverse("api:batch", args=[batch.pk])


def csv_lines(batch: Batch) -> Iterator[str]:
    """The batch as a table (RFC 4180), row by row; no cell is a formula."""
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for item in every_item(batch):
        shown = item_envelope(item)
        shown["records"] = " ".join(shown["records"])
        yield writer.writerow([cell_text(shown[name]) for name in COLUMNS])


def json_lines(batch: Batch) -> Iterator[str]:
    """The batch with the reports as they were stored, one line an item."""
    for some in _slices(every_item(batch)):
        known = Verification.objects.in_bulk([one.verification_id for one in some if one.verification_id])
        for item in some:
            found = known.get(item.verification_id)
            kept = found.report if found is not None else None
            report = None if kept is None else report_to_json(report_from_json(kept))
            yield json.dumps(item_envelope(item) | {"report": report}, ensure_ascii=False) + "\n"


def cell_text(value: object) -> str:
    """What a spreadsheet shows as it is: a text that looks like a formula gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


class _Echo:
    """Hands each row back in place of storing it."""

    def write(self, row: str) -> str:
        return row


def _slices(items: Iterator[Item]) -> Iterator[list[Item]]:
    some: list[Item] = []
    for item in items:
        some.append(item)
        if len(some) == SLICE:
            yield some
            some = []
    yield some


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def envelopes(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Several items."""
    return [item_envelope(one) for one in items]
