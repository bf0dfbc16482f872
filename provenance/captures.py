"""What attestations add to the report of one file: a line of evidence each, and the headline where one earns it.

Source: DESIGN section 4, notes on hardware attestation section 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from provenance.attestation.earning import earns_capture
from provenance.attestation.findings import findings_of
from provenance.attestation.types import Evidence
from provenance.captured import EARNED, KIND, settled
from provenance.types import Finding, Params, Report, State


def with_captures(report: Report, captures: Sequence[Evidence], at: datetime) -> Report:
    """The report with what every attestation shows; the same report where there is none."""
    if not captures:
        return report
    told = [line for one in captures for line in findings_of(one, at)]
    earned = [one for one in captures if earns_capture(one)]
    line = [_earned(earned[0], _not_before(earned), at)] if earned else []
    return settled(replace(report, findings=(*report.findings, *told, *line)))


def _earned(one: Evidence, not_before: datetime | None, at: datetime) -> Finding:
    params: Params = {"maker": one.maker, "root": one.root.value, "format": one.format}
    after: Params = {"not_before": not_before.isoformat()} if not_before else {}
    return Finding(KIND, State.HOLDS, EARNED, {**params, **after}, one.subject, at)


def _not_before(earned: Sequence[Evidence]) -> datetime | None:
    """The newest block that one of them signed along."""
    return max((one.beacon.not_before for one in earned if one.beacon and one.beacon.not_before), default=None)
