"""The axis of times as rows of a document: what is shown by somebody else, and what is the word of whoever wrote it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from verify.pages.presentation.axis import Axis
from verify.pages.presentation.axis.rows import Row
from verify.reports.document import Told
from verify.reports.plain import first_large, plain


def time_lines(axis: Axis) -> tuple[Told, ...]:
    """Return every time that the page shows, the earliest first; the moment as the question, its standing beside it."""
    return tuple(_line(row) for row in axis.rows)


def _line(row: Row) -> Told:
    words = [f"{row.title}.", plain(row.text), row.amiss]
    return Told(_when(row), first_large(row.called), " ".join(filter(None, words)), "look" if row.amiss else "calm")


def _when(row: Row) -> str:
    if row.at:
        return row.at.text
    if row.after and row.by:
        return _("between %(after)s and %(by)s") % {"after": row.after.text, "by": row.by.text}
    if row.by:
        return _("by %(by)s") % {"by": row.by.text}
    return _("after %(after)s") % {"after": row.after.text} if row.after else ""
