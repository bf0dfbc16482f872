"""What people found, in words: apart from what machines found, and always with who says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from verify.accounts.models import User
from verify.dossiers.models import HumanFinding, Outcome
from verify.dossiers.selectors.said import Published
from verify.dossiers.services.saying import may_be_signed_by
from verify.pages.presentation.dossiers.desk import named
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words

# No tick and no cross: what people found is no check of a machine, and never a verdict.
SIGNS: Final = {Outcome.FITS: "people", Outcome.DOES_NOT_FIT: "differs", Outcome.OPEN: "unavailable"}


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One finding for the team. `about` is the beginning of the file's digest."""

    id: str
    kind: Words
    outcome: Words
    icon: str
    words: str
    about: str
    by: Words
    at: Moment
    named: bool
    published: Moment | None
    signed: str
    document: str
    taken_back: Moment | None
    taken_back_by: Words
    taken_back_why: str
    hidden: Moment | None
    page: str
    may_sign_by_wallet: bool


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """One finding for everybody; where it was taken back or hidden, its words are gone and that it was said is not."""

    id: str
    page: str
    kind: Words
    outcome: Words
    icon: str
    words: str
    organisation: str
    person: str
    at: Moment
    signed: str
    document: str
    taken_back: Moment | None
    taken_back_why: str
    hidden: Moment | None
    counts: bool | None


def said_lines(found: Iterable[HumanFinding], *, reader: User | None = None) -> tuple[SaidLine, ...]:
    """Findings as their own team reads them; who said one may sign it."""
    return tuple(
        SaidLine(
            id=one.pk,
            kind=one.get_kind_display(),
            outcome=one.get_outcome_display(),
            icon=SIGNS[Outcome(one.outcome)],
            words=isolated(one.words, 1_000),
            about=one.sha256[:12],
            by=named(one.by),
            at=moment(one.at),
            named=one.named,
            published=moment(one.published) if one.published else None,
            signed=_statement(one),
            document=_document(one),
            taken_back=moment(one.taken_back) if one.taken_back else None,
            taken_back_by=named(one.taken_back_by),
            taken_back_why=isolated(one.taken_back_why, 400) if one.taken_back_why else "",
            hidden=moment(one.hidden) if one.hidden else None,
            page=_page(one),
            may_sign_by_wallet=reader is not None and may_be_signed_by(one, reader),
        )
        for one in found
    )


def published_lines(found: Iterable[Published]) -> tuple[PublishedLine, ...]:
    """Findings as everybody reads them."""
    return tuple(
        PublishedLine(
            id=one.finding.pk,
            page=_page(one.finding),
            kind=one.finding.get_kind_display(),
            outcome=one.finding.get_outcome_display() if one.finding.is_read else "",
            icon=SIGNS[Outcome(one.finding.outcome)] if one.finding.is_read else "absent",
            words=isolated(one.finding.words, 1_000) if one.finding.is_read else "",
            organisation=isolated(one.organisation, 100),
            person=isolated(one.person, 80) if one.person else "",
            at=moment(one.finding.at),
            signed=_statement(one.finding),
            document=_document(one.finding) if one.finding.is_read else "",
            taken_back=moment(one.finding.taken_back) if one.finding.taken_back else None,
            taken_back_why=_why(one.finding),
            hidden=moment(one.finding.hidden) if one.finding.hidden else None,
            counts=one.counts,
        )
        for one in found
    )


def _statement(finding: HumanFinding) -> str:
    return reverse("pages:statement", args=[finding.statement]) if finding.statement else ""


def _document(finding: HumanFinding) -> str:
    return reverse("pages:human_finding", args=[finding.pk]) if finding.document else ""


def _page(finding: HumanFinding) -> str:
    return reverse("pages:finding", args=[finding.pk]) if finding.published else ""


def _why(finding: HumanFinding) -> str:
    """The sentence with which it was taken back; what an operator hid is not repeated by it."""
    return isolated(finding.taken_back_why, 400) if finding.taken_back_why and finding.hidden is None else ""
