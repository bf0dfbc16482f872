"""The trail in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verify.dossiers.models import Act, ActKind, Status, Subject
from verify.pages.presentation.dossiers.desk import named
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class ActLine:
    """Who did what, when; `more` says with what."""

    at: Moment
    by: Words
    did: Words
    more: str


def trail_lines(acts: Iterable[Act]) -> tuple[ActLine, ...]:
    """Lines of the trail in the order in which they come."""
    return tuple(ActLine(moment(one.at), named(one.by), one.get_kind_display(), _more(one)) for one in acts)


def _more(act: Act) -> str:
    given = act.params
    if act.kind in {ActKind.OPENED, ActKind.RENAMED}:
        return isolated(str(given.get("title", "")))
    if act.kind == ActKind.STATUS:
        return str(dict(Status.choices).get(given.get("status"), ""))
    if act.kind == ActKind.TAGGED:
        return ", ".join(isolated(str(one)) for one in given.get("tags", ())) or _("none any more")
    if act.kind == ActKind.ADDED:
        count = int(given.get("count", 0))
        return ngettext("one check", "%(count)d checks", count) % {"count": count}
    if act.kind == ActKind.SHARED:
        days = int(given.get("days", 0))
        return ngettext("for one day", "for %(days)d days", days) % {"days": days}
    return _subject(given.get("kind")) or str(given.get("sha256", ""))[:12]


def _subject(kind: object) -> str:
    return str(dict(Subject.choices).get(str(kind), "")) if kind else ""
