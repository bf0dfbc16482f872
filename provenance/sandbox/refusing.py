"""What is said of a file whose child was cut off: it could not be read within the limits, and nothing more.

Made from the vocabulary alone, because `provenance.inspection` would load decoders into the process that asks.
"""

from __future__ import annotations

from datetime import datetime

from provenance.types import Examination, Finding, MadeWith, Media, Outcome, Report, State

CUT_OFF = "refused.limits_reached"

NOT_CHECKED = (
    "credentials",
    "preview",
    "claims",
    "chronology",
    "similar",
    "camera_list",
    "author",
    "revocation_online",
)
"""All that a whole examination would cover, and what no look at one file alone covers."""


def cut_off(made_with: MadeWith, at: datetime) -> Examination:
    """The examination that stands for a child which gave none; the caller puts in what it knows of the file."""
    outcome = Outcome("unreadable", {})
    reason = Finding("media", State.UNAVAILABLE, CUT_OFF, {}, "file", at)
    return Examination(Report(Media(None, None, None), outcome, outcome, (), (reason,), NOT_CHECKED, made_with))
