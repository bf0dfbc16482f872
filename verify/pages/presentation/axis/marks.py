"""What an answer knows of times: each with who says it and whether anybody beside them shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from provenance.on_record import KIND as RECORD
from provenance.statements.checking import KIND as AUTHOR
from provenance.types import Finding, Integrity, Report, SigningTime, Step
from verify.pages.presentation.chain import follow
from verify.pages.presentation.names import signer_name, step_title
from verify.pages.presentation.text import isolated

SAID = ("author.stated", "author.not_recorded")
"""The findings that tell of a statement whose signature is its signer's."""


class Standing(StrEnum):
    """How a time is known: `claimed` by its writer alone, `shown` by a stamp or a log, `here` by a demo's own chain."""

    CLAIMED = "claimed"
    SHOWN = "shown"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Mark:
    """One time: it was between `after` and `by`, both with zone; a moment has the same in both, an open end None.

    `at` is where it stands on the axis: the latest end that is known.
    `inside` says that the bytes themselves tell it, so it cannot be later than any proof of them; `whole` that it is
    about exactly these bytes. `record` names the page of a record, or is empty.
    """

    standing: Standing
    title: str
    text: str
    at: datetime
    after: datetime | None
    by: datetime | None
    record: str = ""
    inside: bool = False
    whole: bool = False


def marks_of(report: Report) -> tuple[Mark, ...]:
    """Every time that a report knows, the earliest first; what has no time at all is left out."""
    found = (*_steps(report), *_statements(report), *_records(report))
    return tuple(sorted(found, key=lambda one: one.at))


def undated_steps(report: Report) -> tuple[str, ...]:
    """What the shown steps are called that give no time that could be understood."""
    return tuple(step_title(one) for one in follow(report.steps).shown if _time(one.signed_at) is None)


def _steps(report: Report) -> Iterator[Mark]:
    for step in follow(report.steps).shown:
        signed = _time(step.signed_at)
        yield from _began(step, signed)
        if signed is not None:
            standing, text = _signed(step)
            yield Mark(standing, step_title(step), text, signed, signed, signed, inside=True)


def _began(step: Step, signed: datetime | None) -> Iterator[Mark]:
    """When a step says that it made its content, where that is another time than that of its signature."""
    told = (one.when for one in step.actions if one.code == "c2pa.created")
    made = next((at for at in map(_time, told) if at is not None), None)
    if made is not None and made != signed:
        text = _("As %(signer)s says; nobody else shows it.") % {"signer": signer_name(step)}
        yield Mark(Standing.CLAIMED, _("Made, before it was signed"), text, made, made, made, inside=True)


def _signed(step: Step) -> tuple[Standing, str]:
    words = {"signer": signer_name(step)}
    if step.integrity is not Integrity.INTACT:
        return Standing.CLAIMED, _("Signed by %(signer)s; what it signed is not what is here now.") % words
    if step.time is SigningTime.TRUSTED:
        return Standing.SHOWN, _("Signed by %(signer)s by then: a listed authority stamped the signature.") % words
    return Standing.CLAIMED, _("Signed by %(signer)s, whose own word the time is.") % words


def _statements(report: Report) -> Iterator[Mark]:
    for found in report.findings:
        at = _words(found, "stated")
        if found.kind == AUTHOR and found.code in SAID and at is not None:
            who = {"author": isolated(str(found.params.get("author", "")), 80)}
            yield Mark(Standing.CLAIMED, _("Statement signed"), _("As the clock of %(author)s says.") % who, at, at, at)
            yield from _kept(found, _("Statement put on record"), _("Signed by %(author)s.") % who)


def _records(report: Report) -> Iterator[Mark]:
    for found in report.findings:
        if found.kind == RECORD and found.params.get("record"):
            who = {"recorder": isolated(str(found.params.get("recorder", "")), 80)}
            text = _recorded(found) % who
            yield from _kept(found, _("These bytes put on record"), text, whole=found.code != "on_record.member")


def _recorded(found: Finding) -> str:
    """Only an end that outsiders can check says that the file existed by then."""
    if _is_own_chain(found):
        return _("By %(recorder)s, as this installation’s own chain says, which proves nothing to outsiders.")
    if _words(found, "by") is None:
        return _("By %(recorder)s; nobody outside vouches yet by when.")
    return _("By %(recorder)s. The file existed by then and may be much older.")


def _kept(found: Finding, title: str, text: str, *, whole: bool = False) -> Iterator[Mark]:
    after, by = _words(found, "not_before"), _words(found, "by")
    at = by or after
    if at is None:
        return
    standing = Standing.HERE if _is_own_chain(found) else Standing.SHOWN
    yield Mark(standing, title, text, at, after, by, str(found.params.get("record", "")), whole=whole)


def _is_own_chain(found: Finding) -> bool:
    return "development" in (found.code.rpartition(".")[2], found.params.get("form"))


def _time(text: str | None) -> datetime | None:
    """A time as a file writes it, with a zone; None where it is none or a day alone."""
    if not text or "T" not in text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _words(found: Finding, name: str) -> datetime | None:
    """A time as findings write it: `2026-11-22 20:28:01 UTC`."""
    try:
        return datetime.strptime(str(found.params.get(name, "")), "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
    except ValueError:
        return None
