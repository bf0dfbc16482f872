"""One past check by other lists: from what is stored where that is exact, else from the file, else not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from provenance.policy import Policy
from provenance.report_json import report_from_json
from provenance.types import Examination, Report
from verify.cases.models import Verification

Examine = Callable[[Verification, Policy], Examination | None]
"""Opens the file of a check once more; None where it is no longer held."""


class From(StrEnum):
    """What a judgement rests on."""

    STORED = "stored"
    FILE = "file"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Judged:
    """The headline's code before and after; `after` is empty where nothing could be tried."""

    before: str
    after: str
    by: From


def judge(verification: Verification, policy: Policy, examine: Examine) -> Judged:
    """What the file's own headline would be by this policy; records and likenesses around it are left out of both."""
    stored = report_from_json(verification.report)
    before = stored.headline.code
    if _does_not_depend(stored, policy):
        return Judged(before, before, From.STORED)
    examination = examine(verification, policy) if verification.held else None
    if examination is None:
        return Judged(before, "", From.NOTHING)
    return Judged(before, examination.report.headline.code, From.FILE)


def _does_not_depend(stored: Report, policy: Policy) -> bool:
    """Whether lists play no part in a report, or the very same ones made it."""
    made = {(one.name, one.sha256) for one in stored.made_with.lists}
    return not stored.steps or made == {(one.name, one.sha256) for one in policy.lists}
