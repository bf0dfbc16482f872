"""A desk's own records, and the three ways of taking one back, each with what it does and does not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.ledger.models import Record
from verify.pages.presentation.chronology.kinds import SHORT_FORMS, kind_words
from verify.pages.presentation.chronology.path import counted
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Sign, Words

NOTICES: dict[str, Words] = {
    "hidden": _("Hidden from display. The entry stays in the log, and a notice says so there."),
    "erased": _("Erased: the keys, the salts and everything said here about that record are gone."),
}


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One record in the list of a team."""

    id: str
    sign: Sign
    form: Words
    kind: str
    entry: str
    digest: str
    parts: int
    asked: Moment
    hidden: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """One way of taking a record back: the question, what follows, what the reader confirms, the button."""

    act: str
    question: Words
    follows: tuple[Words, ...]
    confirm: Words
    button: Words


ENDINGS: dict[str, Ending] = {
    "retract": Ending(
        "retract",
        _("Say that you no longer stand by this record?"),
        (
            _("The retraction becomes a record of its own, of the same form, for ever."),
            _(
                "The first record and its time remain in the log, and everybody who may see it sees that it was "
                "retracted."
            ),
            _("Bundles that were taken along before do not know of it; whoever refreshes them will."),
        ),
        _("I have read this: a retraction cannot be taken back."),
        _("Retract it"),
    ),
    "erase": Ending(
        "erase",
        _("Erase what this sealed record stands for?"),
        (
            _("Its key and its salts are destroyed now, and in every copy of the key store within 30 days."),
            _("The entry stays in the log as bytes that nobody can ever open again: not you, not us, not a court."),
            _("Bundles that were downloaded before hold the openings still. Erase them yourself."),
        ),
        _("I have read this: nothing brings it back."),
        _("Erase it for ever"),
    ),
    "hide": Ending(
        "hide",
        _("Take this open record out of display?"),
        (
            _("It is no longer found by its digest here, and its page shows that it was hidden."),
            _("The entry stays in the log: nobody, the operator included, can remove it."),
            _("A notice in the log says, for ever, that the operator of this installation hid it."),
        ),
        _("I have read this: the notice is public."),
        _("Hide it"),
    ),
}


def desk_rows(records: Sequence[Record]) -> tuple[DeskRow, ...]:
    """Return a team's records as rows, in the order given."""
    return tuple(_row(record) for record in records)


def _row(record: Record) -> DeskRow:
    waiting = record.index is None
    return DeskRow(
        id=record.pk,
        sign=Sign("hour", _("waiting"), "quiet") if waiting else Sign("holds", _("on record")),
        form=SHORT_FORMS.get(record.form, record.form),
        kind=kind_words(record.kind),
        entry="" if record.index is None else counted(record.index),
        digest=record.sha256,
        parts=len(record.members),
        asked=moment(record.created),
        hidden=record.hidden is not None,
    )
