"""Which findings warn whoever is about to pass a work on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from provenance.report_json import finding_to_json
from provenance.statements import checking, sources
from provenance.types import Finding

WARNINGS = checking.WARNINGS | sources.WARNINGS


def warnings_of(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Those that warn, each with its sentence and what it is about."""
    told = (finding_to_json(one) for one in findings if one.code in WARNINGS)
    return [{name: one[name] for name in ("code", "subject", "sentence")} for one in told]
