"""What credentials that an owner published add to the report of a copy that was confirmed by its pixels.

They are bound to the recorded file and to nothing else: they are findings beside the file's own credentials, never in
place of them, and change no headline. Source: C2PA Soft Binding Resolution API 2.2 (recovered manifests).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from provenance.types import Finding, Params, Report, State, Step
from provenance.unreadable import FILE
from provenance.verdict import LISTED

KIND: Final = "recovered"


@dataclass(frozen=True, slots=True)
class HeardElsewhere:
    """What a service outside said: `heard` is found, nothing or unavailable; `newest` is None where nothing holds."""

    said_by: str
    heard: str
    newest: Step | None = None


@dataclass(frozen=True, slots=True)
class SeenRecovery:
    """Published credentials of one record: `original` is the report of the recorded file, made at `checked`.

    `differs` says that the content of the two differs, and not only what platforms change.
    """

    record: str
    recorder: str
    manifest: str
    original: Report
    checked: datetime
    differs: bool = False


def with_recovered(report: Report, found: Sequence[SeenRecovery], at: datetime) -> Report:
    """The report with what was recovered for its file; the same report where there is nothing."""
    findings = tuple(Finding(KIND, State.HOLDS, _code(one), _params(one), FILE, at) for one in found)
    if not findings:
        return report
    if report.steps:
        # Substitution: somebody may have hung credentials on the copy; both are shown, neither replaces the other.
        beside = Finding(KIND, State.HOLDS, "recovered.beside_own", {"count": len(found)}, FILE, at)
        findings = (*findings, beside)
    return replace(report, findings=(*report.findings, *findings))


def _code(one: SeenRecovery) -> str:
    return "recovered.differing" if one.differs else "recovered.approximate"


def _params(one: SeenRecovery) -> Params:
    return {
        "recorder": one.recorder,
        "record": one.record,
        "manifest": one.manifest,
        "steps_published": len(one.original.steps),
        "checked": f"{one.checked.astimezone(UTC):%Y-%m-%d}",
        **_signed(one.original.steps[0] if one.original.steps else None),
    }


def _signed(newest: Step | None) -> Params:
    """Who signed the newest step, and whether anybody vouches for them."""
    if newest is None:
        return {"signer": ""}
    signer = newest.signer
    named = (signer.organisation or signer.common_name or "") if signer else ""
    return {"signer": named} if newest.trust in LISTED else {"signer": named, "form": "unlisted"}


def with_heard(report: Report, heard: Sequence[HeardElsewhere], at: datetime) -> Report:
    """The report with what services outside said, each answer under the name of who said it."""
    told = tuple(Finding(KIND, *_told(one), {"said_by": one.said_by, **_signed(one.newest)}, FILE, at) for one in heard)
    return replace(report, findings=(*report.findings, *told)) if told else report


def _told(one: HeardElsewhere) -> tuple[State, str]:
    if one.heard == "found":
        return (State.HOLDS, "recovered.said_elsewhere") if one.newest else (State.UNTRUSTED, "recovered.unusable")
    if one.heard == "nothing":
        return State.ABSENT, "recovered.nothing_elsewhere"
    return State.UNAVAILABLE, "recovered.unavailable"
