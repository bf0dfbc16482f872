"""Consents and upheld objections about the work of a report, looked up at every reading, as its reader takes them."""

from __future__ import annotations

from provenance.consented import use_of, with_consents, with_objection
from provenance.types import Report
from verify import wiring
from verify.accounts.models import Organisation
from verify.consents.selectors.consents import consents_about
from verify.consents.selectors.objections import upheld_for


def report_with_consents(report: Report, *, reader: Organisation | None) -> Report:
    """The report with what those who are shown signed, and what they objected to, where it declares AI at all."""
    at = wiring.now()
    use = use_of(report, at)
    if use is None:
        return report
    sha256 = use.content.hex()
    told = with_consents(report, consents_about(sha256, reader=reader), at)
    return with_objection(told, upheld_for(sha256), at)
