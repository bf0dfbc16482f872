"""What an audit found."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.types import TreeHead

MAX_FINDINGS = 1_000
"""A lost disk breaks everything alike; from here on more findings help nobody."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that is not as it must be: a stable code, where it is, and a sentence."""

    code: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """The head as it was derived anew, what is broken (empty: everything checked holds), and what was not checked."""

    head: TreeHead
    findings: tuple[AuditFinding, ...]
    checked: dict[str, int]
    not_checked: tuple[str, ...]


class Findings:
    """Collects findings while an audit runs."""

    def __init__(self) -> None:
        self._found: list[AuditFinding] = []

    def add(self, code: str, place: str, sentence: str) -> None:
        """Keep one finding, up to the limit."""
        if len(self._found) < MAX_FINDINGS:
            self._found.append(AuditFinding(code, place, sentence))

    def all(self) -> tuple[AuditFinding, ...]:
        """What was found, in the order of the walk."""
        return tuple(self._found)
