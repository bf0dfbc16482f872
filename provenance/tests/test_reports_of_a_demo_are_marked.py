"""A demo's lists hold throw-away roots: each report made with them says so, wherever it goes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance.gate import Refusal
from provenance.policy import Policy, policy_from_json, policy_to_json
from provenance.report_json import report_from_json, report_to_json, stored
from provenance.unreadable import unreadable_report


@pytest.mark.parametrize("demo", [True, False])
def test_the_mark_survives_storing_and_telling(demo: bool) -> None:
    policy = policy_from_json(policy_to_json(Policy(demo=demo)))
    report = unreadable_report(Refusal("refused.empty"), policy, datetime.now(UTC)).report
    told = report_to_json(report_from_json(stored(report)))
    assert told["made_with"]["demo"] is demo  # type: ignore[index]
