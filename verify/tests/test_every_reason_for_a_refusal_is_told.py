"""Whoever sends credentials without their file is told exactly that, whichever way they came."""

from __future__ import annotations

from datetime import UTC, datetime

from provenance.gate import Refusal
from provenance.policy import Policy
from provenance.sentences import CATALOGUE
from provenance.unreadable import unreadable_report
from verify.api.problems import REFUSAL_TITLES
from verify.pages.presentation.refusal import WAYS_ON


def test_every_reason_for_not_reading_a_file_is_told_everywhere() -> None:
    reasons = {code for code in CATALOGUE if code.startswith("refused.")}
    assert "refused.sidecar_alone" in reasons
    assert set(REFUSAL_TITLES) == reasons
    assert set(WAYS_ON) == reasons


def test_an_unread_file_names_its_reason_as_a_refusal() -> None:
    report = unreadable_report(Refusal("refused.sidecar_alone"), Policy(), datetime.now(UTC)).report
    assert report.findings[0].code == "refused.sidecar_alone"
