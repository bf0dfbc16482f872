"""Policies and reports for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from provenance.types import Finding, MadeWith, Media, Outcome, Params, Report, State

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def text(*lines: str, name: str = "Ours", missing: bool = False) -> bytes:
    """A policy with these lines in its table."""
    meant = "label_what_is_missing = true\n" if missing else ""
    return f'format = "firstlight.labels/1"\nname = "{name}"\n{meant}\n[labels]\n{chr(10).join(lines)}\n'.encode()


def report(headline: str, *findings: Finding, credentials: str = "all_signers_trusted") -> Report:
    """A report with these codes."""
    return Report(
        media=Media(None, None, None),
        headline=Outcome(headline, {}),
        credentials=Outcome(credentials, {}),
        steps=(),
        findings=findings,
        not_checked=(),
        made_with=MadeWith("0", "0"),
    )


def finding(code: str, state: State = State.HOLDS, subject: str = "file", params: Params | None = None) -> Finding:
    """One line of evidence."""
    return Finding("any", state, code, params or {}, subject, AT)


def with_findings(found: Report, *findings: Finding) -> Report:
    """The report with more lines."""
    return replace(found, findings=(*found.findings, *findings))
