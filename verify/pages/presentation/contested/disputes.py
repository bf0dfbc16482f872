"""Disputes and their answers, in order and with times; none of their words is a judgement of this site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from verify.contested.models import Answer, Dispute, Kind
from verify.contested.selectors.hidden import hidden_of
from verify.contested.things import ADDRESSES
from verify.pages.presentation.contested.paragraphs import lines
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class Hidden:
    """That an operator took a text out of display, when, and why."""

    at: Moment
    why: Words


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One dispute as everybody reads it; without an answer `silent_since` says since when there is none."""

    id: str
    icon: str
    state: Words
    reason: Words
    about: Words
    thing: str
    by: str
    words: tuple[str, ...]
    link: str
    filed: Moment
    hidden: Hidden | None
    owner: str
    answered: Moment | None
    answer: Words
    answer_words: tuple[str, ...]
    answer_hidden: Hidden | None
    taken_back: Moment | None
    silent_since: Moment | None
    nobody_left: bool
    is_open: bool
    accepted: bool
    page: str


def dispute_lines(found: Iterable[Dispute]) -> tuple[DisputeLine, ...]:
    """Disputes in the order in which they come."""
    rows = list(found)
    hidden = hidden_of(Kind.DISPUTE, [one.pk for one in rows])
    answers = hidden_of(Kind.ANSWER, [one.pk for one in rows])
    return tuple(_line(one, _hidden(hidden.get(one.pk)), _hidden(answers.get(one.pk))) for one in rows)


def _line(one: Dispute, hidden: Hidden | None, answer_hidden: Hidden | None) -> DisputeLine:
    icon, state = _state(one)
    return DisputeLine(
        id=one.pk,
        icon=icon,
        state=state,
        reason=one.get_reason_display(),
        about=one.get_kind_display(),
        thing=reverse(ADDRESSES[Kind(one.kind)], args=[one.about]),
        by=_by(one),
        words=() if hidden else lines(one.words),
        link="" if hidden else one.link,
        filed=moment(one.filed),
        hidden=hidden,
        owner=_owner(one),
        answered=moment(one.answered) if one.answered else None,
        answer=one.get_answer_display() if one.answer else "",
        answer_words=() if answer_hidden or not one.answer_words else lines(one.answer_words),
        answer_hidden=answer_hidden,
        taken_back=moment(one.taken_back) if one.taken_back else None,
        silent_since=moment(one.filed) if one.is_open else None,
        nobody_left=one.of_organisation_id is None and one.of_person_id is None,
        is_open=one.is_open,
        accepted=one.answer == Answer.ACCEPTED,
        page=reverse("pages:dispute", args=[one.pk]),
    )


def _state(one: Dispute) -> tuple[str, Words]:
    if one.taken_back is not None:
        return "absent", _("taken back")
    if one.answer == Answer.ACCEPTED:
        return "pen", _("answered with a correction")
    return ("document", _("answered")) if one.answer else ("hour", _("not answered"))


def _by(one: Dispute) -> str:
    """An organisation or a person is named where they agreed to it; nobody else is."""
    if not one.named:
        return _("somebody with an account here")
    name = one.by_organisation.name if one.by_organisation else one.by.get_username() if one.by else ""
    return isolated(name, 160) if name else _("somebody whose account is gone")


def _owner(one: Dispute) -> str:
    """Who is asked; people are not named to others."""
    return isolated(one.of_organisation.name, 160) if one.of_organisation else _("whoever recorded it")


def _hidden(act: object) -> Hidden | None:
    return Hidden(moment(act.at), act.get_why_display()) if act else None  # type: ignore[attr-defined]
