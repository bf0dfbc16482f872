"""Two sides line by line: the same, different, or known of one alone. A difference says nothing of who made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.types import Report, Step, StepId
from verify.pages.presentation.chain import follow
from verify.pages.presentation.comparing.sides import Side
from verify.pages.presentation.facts import facts
from verify.pages.presentation.history import StepCard, card_of
from verify.pages.presentation.names import issuer_name, signer_name
from verify.pages.presentation.similar import Row
from verify.pages.presentation.text import isolated

LONGEST_LIST = 24  # entries of one cell; the expert view has them all


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a cell; `only` where the other side does not have it."""

    text: str
    only: bool = False


@dataclass(frozen=True, slots=True)
class Aspect:
    """One line: what it is about, how the two stand to each other in words, and what each says."""

    name: str
    stand: str
    apart: bool
    left: tuple[Entry, ...]
    right: tuple[Entry, ...]


Told = Mapping[str, tuple[str, ...]]


def aspects(left: Side, right: Side, report: Report) -> tuple[Aspect, ...]:
    """Return every line that at least one side has, in the order in which a step card tells them."""
    first, second = _told(left, report), _told(right, report)
    return tuple(_aspect(name, first.get(name), second.get(name)) for name in {**first, **second})


def _aspect(name: str, left: tuple[str, ...] | None, right: tuple[str, ...] | None) -> Aspect:
    if left is None or right is None:
        return Aspect(name, _("known of one alone"), False, _entries(left), _entries(right))
    if set(left) == set(right):
        return Aspect(name, _("the same"), False, _entries(left), _entries(right))
    return Aspect(name, _("different"), True, _entries(left, right), _entries(right, left))


def _entries(texts: Sequence[str] | None, other: Sequence[str] | None = None) -> tuple[Entry, ...]:
    return tuple(Entry(text, other is not None and text not in other) for text in (texts or ())[:LONGEST_LIST])


def _told(side: Side, report: Report) -> Told:
    if side.step:
        return _of_step(side.step, report)
    return _of_work(side.work) if side.work else _of_file(report)


def _of_step(step: Step, report: Report) -> Told:
    chain = follow(report.steps)
    numbers: dict[StepId, int] = {one.id: chain.number(one) for one in chain.shown}
    card = card_of(step, numbers)
    return {
        _("Signed by"): (signer_name(step),),
        _("Certificate issued by"): (issuer_name(step) or _("not given"),),
        _("List"): (str(card.listed),),
        _("Its bytes"): (str(card.integrity),),
        _("When"): (_when(card),),
        _("Tool"): (isolated(step.tool, 60) if step.tool else _("not given"),),
        _("Said to have been done"): card.actions or (_("nothing named"),),
        _("Use of AI"): (card.ai or _("none declared"),),
        _("Withheld"): tuple(isolated(name.rsplit("/", 1)[-1], 60) for name in step.redactions) or (_("nothing"),),
        _("Made from"): _made_from(step, numbers),
    }


def _when(card: StepCard) -> str:
    return f"{card.time}: {card.signed_at.text}" if card.signed_at else str(card.time)


def _made_from(step: Step, numbers: Mapping[StepId, int]) -> tuple[str, ...]:
    known = sorted(numbers[one] for one in step.ingredients if one in numbers)
    named = tuple(_("step %(number)d") % {"number": number} for number in known)
    bare = step.ingredients_without_credentials
    extra = (_("files without credentials: %(count)d") % {"count": bare},) if bare else ()
    return (*named, *extra) or (_("nothing named"),)


def _of_file(report: Report) -> Told:
    told = facts(report.media)
    pairs = ((_("Type"), told.type), (_("Measures"), told.measures), (_("Size"), told.size), ("SHA-256", told.digest))
    return {name: (value,) for name, value in pairs if value}


def _of_work(row: Row) -> Told:
    on_record = {_("On record by"): (row.by.text,)} if row.by else {}
    return {_("Recorded by"): (row.recorder,), **on_record, **{str(name): (value,) for name, value in row.facts}}
