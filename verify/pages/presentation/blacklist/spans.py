"""Spans of time as people say them."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE: Final = 60
HOUR: Final = 3_600
DAY: Final = 86_400
YEAR: Final = 365 * DAY


def spoken(seconds: int) -> str:
    """Return a span in the largest unit that it fills twice, or at all without a rest."""
    if seconds <= 0:
        return _("no time")
    for unit, words in ((YEAR, _years), (DAY, _days), (HOUR, _hours), (MINUTE, _minutes)):
        if seconds >= 2 * unit or (seconds >= unit and seconds % unit == 0):
            return words(round(seconds / unit))
    return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}


def _years(n: int) -> str:
    return ngettext("%(n)s year", "%(n)s years", n) % {"n": n}


def _days(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _hours(n: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n}


def _minutes(n: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}
