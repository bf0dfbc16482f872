"""A report as lines for a terminal; text from files is made harmless first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from provenance.sentences import sentence
from provenance.types import Report, Step
from provenance.verdict import name_of


def lines_of(name: str, report: Report) -> Iterator[str]:
    """The headline, the history newest first, every finding, and what was not checked."""
    yield inert(name)
    yield f"  {inert(sentence(report.headline.code, report.headline.params))}  [{report.headline.code}]"
    if report.credentials != report.headline:
        credentials = report.credentials
        yield f"  {inert(sentence(credentials.code, credentials.params))}  [{credentials.code}]"
    yield from (_step(one) for one in report.steps)
    for finding in report.findings:
        said = sentence(finding.code, finding.params)
        yield f"  - {finding.subject}: {finding.state.value}: {inert(said)}  [{finding.code}]"
    yield f"  not checked: {', '.join(report.not_checked)}"
    lists = ", ".join(f"{one.name} {one.sha256[:12]}" for one in report.made_with.lists) or "none"
    yield f"  lists: {inert(lists)}; firstlight {report.made_with.firstlight}, c2pa {report.made_with.c2pa}"


def inert(text: str) -> str:
    """The text without characters that move a cursor or turn a line around."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in {"Cc", "Cf"} else one for one in text)


def _step(step: Step) -> str:
    signer = name_of(step) or "not named"
    acts = ", ".join(one.code for one in step.actions) or "no actions declared"
    return inert(f"  {step.id}: {signer}, {step.trust}, {step.integrity}, time {step.time}: {acts}")
