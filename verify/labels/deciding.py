"""From a report to one label: every line of evidence is looked at, and the strongest label counts.

The order of the rules means nothing, so that no good line ever hides a bad one. Source: docs/labels.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from provenance.sentences import form_of
from provenance.types import Finding, Outcome, Report
from verify.labels.missing import STATES, shows_nothing
from verify.labels.policy import LabelPolicy
from verify.labels.words import STRONGEST_FIRST, Label


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of evidence that got a label: its code as the policy names it, and the step or `file` it is about."""

    code: str
    label: Label
    subject: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The label of one report, and every line that got one, strongest first."""

    label: Label
    because: tuple[Reason, ...] = ()


def decide(policy: LabelPolicy, report: Report) -> Decision:
    """The label that a policy gives a report."""
    found = dict.fromkeys(one for line in _lines(report) if (one := _reason(policy, line)) is not None)
    reasons = sorted(found, key=lambda one: STRONGEST_FIRST.index(one.label))
    return Decision(reasons[0].label if reasons else Label.NONE, tuple(reasons))


def _lines(report: Report) -> Iterator[Outcome | Finding]:
    yield report.headline
    yield report.credentials
    yield from report.findings


def _reason(policy: LabelPolicy, line: Outcome | Finding) -> Reason | None:
    """The more exact name of a code counts before the plain one."""
    named = next((one for one in (form_of(line.code, line.params), line.code) if one in policy.labels), None)
    if named is None or policy.labels[named] is Label.NONE:
        return None
    if _shows_nothing(line) and not policy.missing:
        return None
    return Reason(named, policy.labels[named], _subject(line))


def _shows_nothing(line: Outcome | Finding) -> bool:
    """By what the report itself says of the line too: codes change their state from report to report."""
    return shows_nothing(line.code) or (isinstance(line, Finding) and line.state in STATES)


def _subject(line: Outcome | Finding) -> str:
    return line.subject if isinstance(line, Finding) else line.step or "file"
