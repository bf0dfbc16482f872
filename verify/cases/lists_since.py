"""Lists that changed after a check: what they say of its signers now is said to be unchecked, and never guessed.

A report keeps no serial of anybody, so that only the file itself can be judged by other lists.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from provenance.types import Report
from verify.cases.models import Verification
from verify.registry.selectors import policy_for, signers_refused_since

LISTS_SINCE: Final = "lists_since"
"""How `not_checked` calls a judgement by the lists of today."""


def report_with_lists_since(report: Report, verification: Verification) -> Report:
    """The report, which says so where it has signers and lists differ, or more are refused, since it was made."""
    if not report.steps or not _changed(report, verification):
        return report
    return replace(report, not_checked=(*report.not_checked, LISTS_SINCE))


def _changed(report: Report, verification: Verification) -> bool:
    used = {(one.name, one.sha256) for one in report.made_with.lists}
    now = {(one.name, one.sha256) for one in policy_for(verification.organisation).lists}
    # Counted from the file's coming: whoever was refused while it was read may have been refused too late for it.
    return used != now or signers_refused_since(verification.created)
