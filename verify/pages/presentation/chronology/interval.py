"""Between which two moments a record was written, in the words that the chronology allows and no others.

The record was written between A and B. The file existed by B and may be much older. (DESIGN, section 7.)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import dateformat
from django.utils.translation import gettext as _

from verify.pages.presentation.moments import Moment

NARROW = timedelta(minutes=10)  # below this seconds matter; above they only tire the reader
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """A and B as people read them, None where there is none yet; two sentences that say exactly what follows."""

    after: Moment | None
    by: Moment | None
    written: str
    existed: str


def interval(after: datetime | None, by: datetime | None) -> Interval:
    """Return the words for the bounds of one record: `after` from its batch's beacon, `by` from its first anchor."""
    exact = after is None or by is None or by - after < NARROW
    step = SECOND if exact else MINUTE
    earliest = _floor(after.astimezone(UTC), step) if after else None
    latest = _ceiling(by.astimezone(UTC), step) if by else None
    shown = tuple(at and _shown(at, exact=exact) for at in (earliest, latest))
    return Interval(*shown, _written(earliest, latest, exact=exact), _existed(shown[1]))


def _written(after: datetime | None, by: datetime | None, *, exact: bool) -> str:
    if after and by:
        return _between(after, by, exact=exact)
    if by:
        return _("The record was written by %(b)s. Nothing shows how long before.") % {
            "b": _shown(by, exact=exact).text
        }
    if after:
        text = _("The record was written after %(a)s. No anchor covers it yet.")
        return text % {"a": _shown(after, exact=exact).text}
    return _("The record is written. No anchor covers it yet.")


def _between(after: datetime, by: datetime, *, exact: bool) -> str:
    """One day is named once."""
    if after.date() != by.date():
        text = _("The record was written between %(a)s and %(b)s.")
        return text % {"a": _shown(after, exact=exact).text, "b": _shown(by, exact=exact).text}
    clock = "H:i:s" if exact else "H:i"
    return _("The record was written between %(a)s and %(b)s UTC on %(day)s.") % {
        "a": dateformat.format(after, clock),
        "b": dateformat.format(by, clock),
        "day": dateformat.format(by, _("j F Y")),
    }


def _existed(by: Moment | None) -> str:
    if by:
        return _("The file existed by %(b)s and may be much older.") % {"b": by.text}
    return _("Once an anchor covers it: the file existed by then and may be much older.")


def _shown(at: datetime, *, exact: bool) -> Moment:
    text = dateformat.format(at, _("j F Y, H:i:s") if exact else _("j F Y, H:i"))
    return Moment(_("%(date)s UTC") % {"date": text}, at.isoformat(timespec="seconds"))


def _floor(at: datetime, step: timedelta) -> datetime:
    return at.replace(microsecond=0) if step == SECOND else at.replace(second=0, microsecond=0)


def _ceiling(at: datetime, step: timedelta) -> datetime:
    """A latest moment is never rounded down: that would promise more than was anchored."""
    floor = _floor(at, step)
    return at if floor == at else floor + step
