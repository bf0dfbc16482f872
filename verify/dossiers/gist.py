"""What of an answer is worth watching, as codes and public numbers: never words, links, or anything of a camera."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from provenance.captured import LISTED, LISTED_LATER, QUESTIONED
from provenance.types import Finding, Report
from verify.cases.selectors import report_of
from verify.dossiers.models import Item
from verify.dossiers.teams import viewer_of_team
from verify.ledger.errors import LedgerError
from verify.ledger.selectors import open_records_of

CAMERA: Final = frozenset({LISTED, QUESTIONED, LISTED_LATER})
KEYS: Final = frozenset({
    "signer.denied", "author.key_revoked", "author.key_revoked_since", "author.key_order_unknown",
    "author.organisation_key_revoked", "author.organisation_key_revoked_since", "author.delegation_revoked",
    "author.delegation_revoked_since", "author.signature_broken",
})  # fmt: skip
OBJECTION: Final = "consent.objection"


def gist_of(item: Item) -> dict[str, Any]:
    """The gist of a check as its team reads it now."""
    report = report_of(item.verification, viewer=viewer_of_team(item.dossier))
    if report is None:
        return {}
    own = item.dossier.organisation_id
    return {
        "headline": report.headline.code,
        "camera": _codes(report, CAMERA),
        "keys": _codes(report, KEYS),
        "objections": _codes(report, {OBJECTION}),
        "records": _records(report.findings),
        "final": _final(item.sha256, own) if item.sha256 else [],
    }


def _codes(report: Report, wanted: Iterable[str]) -> list[str]:
    return sorted({one.code for one in report.findings} & set(wanted))


def _records(findings: Iterable[Finding]) -> list[str]:
    found = (one.params.get("record") for one in findings if one.code.startswith("on_record"))
    return sorted({str(one) for one in found if one})


def _final(sha256: str, own: int | None) -> list[str]:
    try:
        found = open_records_of(sha256, own=own)
    except LedgerError:
        # It cannot be read now; what was final before stays so, and the next look tells it.
        return []
    return sorted(one.record_id for one in found if "final" in one.states)
