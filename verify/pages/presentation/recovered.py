"""Credentials that were recovered for a copy: a section of its own, because they are bound to another file."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.recovered import KIND
from provenance.types import Finding, Report, State
from verify.pages.presentation.telling import told
from verify.pages.presentation.words import STATES, Sign

RECOVERED = Sign("copy-of", gettext_lazy("recovered, approximate"), "quiet")
SIGNS: dict[str, Sign] = {
    "recovered.approximate": RECOVERED,
    "recovered.differing": RECOVERED,
    "recovered.said_elsewhere": Sign("similar", gettext_lazy("said elsewhere"), "quiet"),
    "recovered.unusable": Sign("untrusted", gettext_lazy("of no use"), "quiet"),
    "recovered.beside_own": Sign("untrusted", gettext_lazy("two sets"), "quiet"),
    "recovered.nothing_elsewhere": Sign("absent", gettext_lazy("none known"), "quiet"),
    "recovered.unavailable": STATES[State.UNAVAILABLE],
}


@dataclass(frozen=True, slots=True)
class RecoveredRow:
    """One line; `record` and `manifest` are empty where a service outside said it."""

    sign: Sign
    sentence: str
    record: str = ""
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class RecoveredPart:
    """What was recovered, and the address at which services outside are asked; empty where they may not be."""

    rows: tuple[RecoveredRow, ...]
    ask: str = ""
    asked: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Say whether there is anything to show or to press."""
        return bool(self.rows or self.ask)


def recovered_rows(report: Report) -> tuple[RecoveredRow, ...]:
    """Return one row for each finding about recovered credentials, in their order."""
    return tuple(_row(one) for one in report.findings if one.kind == KIND)


def _row(found: Finding) -> RecoveredRow:
    sign = SIGNS.get(found.code) or Sign("similar", _("recovered"), "quiet")
    record, manifest = (str(found.params.get(name, "")) for name in ("record", "manifest"))
    return RecoveredRow(sign, told(found.code, found.params), record, manifest)
