"""What people found and published about exactly these bytes, apart from what machines found."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from verify.accounts.models import Organisation
from verify.dossiers.selectors.said import published_about
from verify.pages.presentation.dossiers.said import PublishedLine, published_lines
from verify.reports.document import Entry
from verify.reports.plain import first_large, plain


def people_entries(sha256: str, *, reader: Organisation | None, address: str) -> tuple[Entry, ...]:
    """Return the published findings of people: those that count for the reader first, then the oldest."""
    return tuple(_entry(one, address) for one in published_lines(published_about(sha256, reader=reader)))


def _entry(one: PublishedLine, address: str) -> Entry:
    who = f"{one.person}, {one.organisation}" if one.person and one.organisation else one.person or one.organisation
    words = {"what": first_large(one.kind), "who": who}
    state = _state(one)
    return Entry(
        title=_("%(what)s, looked into by %(who)s") % words,
        state=state,
        sentences=tuple(plain(said) for said in (one.words, one.taken_back_why) if said),
        facts=tuple(_facts(one)),
        address=f"{address}{one.signed}" if one.signed else "",
    )


def _state(one: PublishedLine) -> str:
    if one.hidden:
        return _("Taken out of display by the operator")
    return _("Taken back") if one.taken_back else first_large(one.outcome)


def _facts(one: PublishedLine) -> Iterable[tuple[str, str]]:
    yield _("When"), one.at.text
    if one.taken_back:
        yield _("Taken back"), one.taken_back.text
    yield (
        _("Signed"),
        _("by the desk’s key") if one.signed else _("by nobody’s key: it rests on this installation’s word"),
    )
