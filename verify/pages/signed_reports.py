"""A report with the installation's signature over it, as one file to keep and to check on anybody's `/bundle`."""

from __future__ import annotations

from collections.abc import Mapping

from chronology.bundle.zipped import pack, unpack
from chronology.errors import Malformed
from verify.ledger.services import report_sign

REPORT, NOTE = "report.json", "report.note"


def signed_report_zip(report_json: bytes) -> bytes:
    """Return a zip of the report and the signed note over it; raises SignerUnavailable."""
    return pack({REPORT: report_json, NOTE: report_sign(report_json)})


def signed_report_in(data: bytes) -> tuple[bytes, bytes] | None:
    """Return report and note of such a zip; None for everything else, bundles included."""
    try:
        files = unpack(data)
    except Malformed:
        return None
    return (files[REPORT], files[NOTE]) if set(files) == {REPORT, NOTE} else None


def lists_of(report: Mapping[str, object]) -> dict[str, object]:
    """Return what a bundle says of the trust lists that a report was made with."""
    made_with = report.get("made_with")
    return {"lists": made_with.get("lists") if isinstance(made_with, dict) else []}
