"""What a result page and a batch offer of dossiers: where it stands, where it can be put, and what people found."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from provenance.types import Report
from verify.accounts.models import User
from verify.batches.models import Batch
from verify.cases.kept import may_keep
from verify.cases.models import Verification
from verify.dossiers.models import Item
from verify.dossiers.selectors.desk import dossiers_with, history_of, open_dossiers
from verify.dossiers.selectors.said import published_about, said_by_team
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.batches import Asked
from verify.pages.presentation.dossiers.said import PublishedLine, SaidLine, published_lines, said_lines
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words
from verify.pages.viewers import reader_of

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Within:
    """A dossier of the reader's team in which the check stands."""

    link: str
    title: str
    status: Words
    watched: bool


@dataclass(frozen=True, slots=True)
class OfResult:
    """`said` is published and for everybody; the rest is for the team, and empty for everybody else."""

    said: tuple[PublishedLine, ...]
    may_add: bool = False
    action: str = ""
    within: tuple[Within, ...] = ()
    open: Choices = ()
    own: tuple[SaidLine, ...] = ()


@dataclass(frozen=True, slots=True)
class OfBatch:
    """What the form of a batch sends: the filter that its reader has chosen."""

    action: str
    open: Choices
    state: str
    code: str


def dossiers_offered(request: HttpRequest, verification: Verification, report: Report) -> OfResult:
    """Return what the result page of a check says of dossiers and of what people found."""
    sha256 = report.media.sha256 or ""
    said = published_lines(published_about(sha256, reader=reader_of(request)))
    if not isinstance(request.user, User):
        return OfResult(said)
    desk = AtTheDesk.of(request.user)
    organisation = desk.team.organisation
    if not may_keep(verification, organisation=organisation.pk if organisation else None, person=desk.user.pk):
        return OfResult(said)
    items = dossiers_with(verification, desk)
    return OfResult(
        said,
        may_add=True,
        action=reverse("pages:dossier_add", args=[verification.pk]),
        within=tuple(_within(one) for one in items),
        open=_open(desk, {one.dossier_id for one in items}),
        own=said_lines(said_by_team(sha256, desk)) if sha256 else (),
    )


def batch_offered(request: HttpRequest, batch: Batch, asked: Asked) -> OfBatch | None:
    """Return the form that takes checks of a batch into a dossier; None where nothing is answered yet."""
    if not isinstance(request.user, User) or not batch.items.exclude(verification=None).exists():
        return None
    action = reverse("pages:dossier_add_batch", args=[batch.pk])
    return OfBatch(action, _open(AtTheDesk.of(request.user)), asked.state, asked.code)


def history_days(request: HttpRequest) -> int:
    """Return for how many days the reader's team keeps what it looks up; 0 where it keeps nothing."""
    kept = history_of(AtTheDesk.of(request.user)) if isinstance(request.user, User) else None
    return kept.days if kept else 0


def _within(item: Item) -> Within:
    dossier = item.dossier
    there = reverse("pages:dossier", args=[dossier.pk])
    return Within(there, isolated(dossier.title), dossier.get_status_display(), hasattr(item, "watch"))


def _open(desk: AtTheDesk, without: set[str] | None = None) -> Choices:
    return tuple((one.pk, isolated(one.title)) for one in open_dossiers(desk) if one.pk not in (without or ()))
