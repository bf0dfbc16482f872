"""Who claims the work: records and statements of either side and of nobody's choosing, in one list, earliest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from verify.contested.documents import Told
from verify.contested.selectors.published import Shown
from verify.pages.presentation.authors.statement import statement_row
from verify.pages.presentation.contested.files import letters_of
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated

LAST = datetime.max.replace(tzinfo=UTC)
SHORT = 12


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim. `put` says who put it on the page, `words` theirs about it; `at` orders, and may be unknown.

    `gone` says why what it names is no longer shown; `record`, `statement` and `link` lead there.
    """

    icon: str
    title: str
    about: str
    at: Moment | None
    sort: datetime
    put: str
    words: str
    record: str = ""
    statement: str = ""
    link: str = ""
    gone: str = ""
    since: str = ""


def claim_rows(found: Shown) -> tuple[ClaimRow, ...]:
    """All of them, the earliest first; what has no time stands last, in the order of the page."""
    by = isolated(found.told["assembled_by"].get("organisation") or found.told["assembled_by"].get("person") or "", 160)
    chosen = _("put here by %(who)s") % {"who": by}
    ours = _("listed by this site, chosen by nobody")
    rows = [
        *_rows(found, [*found.told["pieces"], *found.told["rivals"]], chosen),
        *_rows(found, found.told["also"], ours),
    ]
    return tuple(sorted(rows, key=lambda row: row.sort))


def _rows(found: Shown, told: list[Told], put: str) -> Iterator[ClaimRow]:
    make = {"record": _record, "statement": _statement, "elsewhere": _elsewhere}
    for one in told:
        if one["kind"] in make:
            yield make[one["kind"]](found, one, put)


def _record(found: Shown, one: Told, put: str) -> ClaimRow:
    live, sealed = found.records.get(one["record"]), one["form"] == "sealed"
    ends = (live.by, live.not_before) if live else ()
    at = next((end.at for end in ends if end is not None), None) or _time(one["by"] or one["after"])
    name = {"recorder": isolated(one["recorder"], 100)}
    return ClaimRow(
        icon="locked" if sealed else "holds",
        title=(_("%(recorder)s recorded it, sealed") if sealed else _("%(recorder)s recorded it")) % name,
        about=_about(found, one),
        at=moment(at) if at else None,
        sort=at or LAST,
        put=put,
        words=_words(one),
        record=one["record"] if live else "",
        gone=""
        if live or sealed
        else _("This record is not displayed here now; the version names its entry in the log."),
        since=_("Its recorder no longer stands by it.") if live and "retracted" in live.states else "",
    )


def _statement(found: Shown, one: Told, put: str) -> ClaimRow:
    view = found.statements.get(one["statement"])
    if view is None:
        gone = _("This statement is not displayed here now.")
        return ClaimRow("absent", _("A signed statement"), _about(found, one), None, LAST, put, _words(one), gone=gone)
    row, at = statement_row(view), view.written.by or view.written.not_before
    return ClaimRow(
        icon="pen",
        title=row.title,
        about=_about(found, one),
        at=moment(at) if at else None,
        sort=at or LAST,
        put=put,
        words=_words(one),
        statement=view.id,
        since=_("Its signer took it back later.") if view.retracted_by else "",
    )


def _elsewhere(_found: Shown, one: Told, put: str) -> ClaimRow:
    title = _("%(who)s claims it elsewhere") % {"who": isolated(one["said_by"], 160)}
    about = _("Not on record here: neither its time nor who says it was checked.")
    return ClaimRow("not-checked", title, about, None, LAST, put, _words(one), link=one["link"])


def _about(found: Shown, one: Told) -> str:
    digest = str(one.get("sha256") or "")
    called = letters_of(found).get(digest)
    if called:
        return _("exactly the bytes of: %(file)s") % {"file": called}
    return _("other bytes than those checked above: %(start)s…") % {"start": digest[:SHORT]} if digest else ""


def _words(one: Told) -> str:
    return isolated(one["words"], 600) if one.get("words") else ""


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
