"""Times, always in UTC, as a text for people and as a value for machines.

The form of a date is a text like any other: each language has its own, in the letters of Django's `date` filter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _

from verify.pages.presentation.text import isolated


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as people read it; `machine` is its ISO 8601 form, or empty where the text could not be understood."""

    text: str
    machine: str = ""


def moment(at: datetime) -> Moment:
    """Return `at` (aware) in UTC, to the minute."""
    utc = at.astimezone(UTC)
    return Moment(
        _("%(date)s UTC") % {"date": dateformat.format(utc, _("j F Y, H:i"))}, utc.isoformat(timespec="seconds")
    )


def day(at: datetime) -> Moment:
    """Return only the day of `at` in UTC."""
    utc = at.astimezone(UTC)
    return Moment(dateformat.format(utc, _("j F Y")), utc.date().isoformat())


def clock(at: datetime) -> Moment:
    """Return only the hour and minute of `at` in UTC."""
    utc = at.astimezone(UTC)
    return Moment(_("%(time)s UTC") % {"time": dateformat.format(utc, "H:i")}, utc.isoformat(timespec="seconds"))


def stated(text: str | None) -> Moment | None:
    """Return a time written in a file; what is not a time is shown as it stands."""
    if not text:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return Moment(isolated(text, 60))
    if len(text) == len("2026-11-21") or (parsed.hour, parsed.minute, parsed.second) == (0, 0, 0):
        return day(parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC))
    return moment(parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC))
