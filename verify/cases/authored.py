"""Who signed for the bytes of a report, as its reader may take it: looked up whenever the report is read."""

from __future__ import annotations

from provenance.statements.evidence import Asked
from provenance.statements.reporting import with_authors
from provenance.types import Report
from verify import wiring
from verify.accounts.models import Organisation
from verify.authors.selectors import claimed_by, work_evidence
from verify.ledger.errors import LedgerError
from verify.ledger.values import PUBLIC, Viewer


def report_with_authors(
    report: Report, *, reader: Organisation | None, viewer: Viewer = PUBLIC, claimed: str = "", source: str = ""
) -> Report:
    """The report with every open statement about exactly these bytes, held against who is claimed to have made it.

    Only authors whom the reader's organisation counts can be named in the headline.
    """
    if report.media.sha256 is None:
        return report
    asked = Asked(bytes.fromhex(report.media.sha256), claimed_by(claimed) if claimed else None, source)
    try:
        found = work_evidence(report.media.sha256, viewer=viewer, reader=reader)
    except LedgerError:
        return with_authors(report, None, asked, wiring.now())
    return with_authors(report, found, asked, wiring.now())
