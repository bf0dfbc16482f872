"""What consents and upheld objections add to the report of a work that is declared as made or changed with AI.

Worked out whenever a report is read. A file that declares nothing is told nothing: else anybody could record a consent
for an honest photograph and make it look made. Source: DESIGN section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from provenance.statements.consents import KIND, Declared, SeenConsent, Use, consent_findings, covering
from provenance.statements.types import Track
from provenance.types import Finding, Outcome, Params, Report, State
from provenance.unreadable import FILE

AI_CODES: Final = frozenset({"ai.generated_declared", "ai.edited_declared"})
UNVERIFIED: Final = "ai_label_unverified"
HEADLINES: Final = frozenset({"declared_ai_generated", "declared_ai_edited"})
TRACKS: Final = {"image": (Track.PICTURE,), "audio": (Track.VOICE,), "video": (Track.PICTURE, Track.VOICE)}


def declared_of(report: Report) -> Declared:
    """Who declares in this file that it was made or changed with AI."""
    codes = {one.code for one in report.findings if one.kind == "ai"}
    if codes & AI_CODES:
        return Declared.LISTED
    return Declared.UNKNOWN if UNVERIFIED in codes else Declared.NOBODY


def use_of(report: Report, at: datetime) -> Use | None:
    """What is asked about a reported work; None where it declares nothing, or has neither picture nor voice."""
    declared = declared_of(report)
    tracks = TRACKS.get((report.media.type or "").partition("/")[0])
    if report.media.sha256 is None or tracks is None or declared is Declared.NOBODY:
        return None
    return Use(bytes.fromhex(report.media.sha256), tracks, at, declared=declared)


def with_consents(report: Report, seen: Sequence[SeenConsent], at: datetime) -> Report:
    """The report with its consents, or with the finding that there is none; the same where none is asked for."""
    use = use_of(report, at)
    if use is None:
        return report
    found = consent_findings(use, seen)
    return replace(
        report, headline=_headline(report.headline, covering(use, seen)), findings=(*report.findings, *found)
    )


def with_objection(report: Report, decided: datetime | None, at: datetime) -> Report:
    """The report with an objection that a desk agreed to; others are told to nobody."""
    if decided is None or use_of(report, at) is None:
        return report
    told = Finding(
        KIND, State.UNTRUSTED, "consent.objection", {"decided": f"{decided.astimezone(UTC):%Y-%m-%d}"}, FILE, at
    )
    return replace(report, findings=(*report.findings, told))


def _headline(headline: Outcome, covers: Sequence[SeenConsent]) -> Outcome:
    """`declared_ai_generated` and its like name the consent where one purpose covers all; nothing else changes."""
    purposes = {one.consent.purpose for one in covers}
    if headline.code not in HEADLINES or len(purposes) != 1 or not all(one.signer for one in covers):
        return headline
    named = ", ".join(dict.fromkeys(one.signer for one in covers))
    more: Params = {"form": "consented", "declared": "listed", "consent_of": named, "purpose": purposes.pop()}
    return replace(headline, params={**headline.params, **more})
