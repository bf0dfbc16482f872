"""What a team sees of its own desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from verify.cases.models import Verification
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import (
    Act,
    Dossier,
    HumanFinding,
    Item,
    Lookup,
    LookupHistory,
    News,
    Note,
    Share,
    Status,
    Tag,
    Watch,
)
from verify.dossiers.teams import AtTheDesk

GONE = "There is no such dossier. It may have been deleted, or be another team’s."
ROWS = 50
LAST_ACTS = 200


@dataclass(frozen=True, slots=True)
class DossierRow:
    """One line of the desk."""

    dossier: Dossier
    tags: tuple[str, ...]
    items: int
    unread: int


def dossier_get(public_id: str, desk: AtTheDesk) -> Dossier:
    """The dossier of the team behind an address; raises NoSuchDossier."""
    found = Dossier.objects.filter(desk.theirs, pk=public_id).select_related("status_by", "created_by").first()
    if found is None:
        raise NoSuchDossier(GONE)
    return found


def item_get(dossier: Dossier, number: int) -> Item:
    """One check of a dossier; raises NoSuchDossier."""
    found = dossier.items.filter(pk=number).select_related("dossier", "verification").first()
    if found is None:
        raise NoSuchDossier(GONE)
    return found


def note_get(dossier: Dossier, number: int) -> Note:
    """One note of a dossier; raises NoSuchDossier."""
    found = dossier.notes.filter(pk=number).select_related("dossier").first()
    if found is None:
        raise NoSuchDossier(GONE)
    return found


def share_get(dossier: Dossier, number: int) -> Share:
    """One link of a dossier; raises NoSuchDossier."""
    found = dossier.shares.filter(pk=number).select_related("dossier").first()
    if found is None:
        raise NoSuchDossier(GONE)
    return found


def finding_get(dossier: Dossier, public_id: str) -> HumanFinding:
    """One finding of a dossier; raises NoSuchDossier."""
    found = dossier.said.filter(pk=public_id).select_related("dossier", "by").first()
    if found is None:
        raise NoSuchDossier(GONE)
    return found


def dossiers_of(desk: AtTheDesk, *, status: str = "", tag: str = "", start: int = 0) -> tuple[DossierRow, ...]:
    """Dossiers of the team, what was worked on last first, one more than a page holds."""
    found: QuerySet[Dossier] = Dossier.objects.filter(desk.theirs)
    if status:
        found = found.filter(status=status)
    if tag:
        found = found.filter(tags__name=tag)
    shown = list(found.order_by("-changed", "pk").prefetch_related("tags")[start : start + ROWS + 1])
    items = _counted(Item.objects.filter(dossier__in=shown))
    unread = _counted(News.objects.filter(dossier__in=shown, read=None))
    return tuple(
        DossierRow(one, tuple(tag.name for tag in one.tags.all()), items.get(one.pk, 0), unread.get(one.pk, 0))
        for one in shown
    )


def open_dossiers(desk: AtTheDesk) -> list[Dossier]:
    """Where something can be added, what was worked on last first."""
    return list(Dossier.objects.filter(desk.theirs).exclude(status=Status.CLOSED).order_by("-changed", "pk")[:ROWS])


def statuses_of(desk: AtTheDesk) -> dict[str, int]:
    """How many dossiers stand where."""
    found = Dossier.objects.filter(desk.theirs).values_list("status").annotate(Count("pk")).order_by()
    return dict(found)


def tags_of(desk: AtTheDesk) -> tuple[str, ...]:
    """The tags of the team."""
    theirs = Dossier.objects.filter(desk.theirs)
    found = Tag.objects.filter(dossier__in=theirs).values_list("name", flat=True).distinct().order_by("name")
    return tuple(found[: 2 * ROWS])


def items_of(dossier: Dossier, *, start: int = 0) -> list[Item]:
    """Checks of a dossier in the order in which they came, one more than a page holds."""
    found = dossier.items.select_related("verification", "added_by", "watch")
    return list(found[start : start + ROWS + 1])


def trail_of(dossier: Dossier) -> Sequence[Act]:
    """What was done, the newest first."""
    return list(dossier.acts.select_related("by").order_by("-id")[:LAST_ACTS])


def dossiers_with(verification: Verification, desk: AtTheDesk) -> list[Item]:
    """Where a check stands in dossiers of this team."""
    theirs = Dossier.objects.filter(desk.theirs)
    return list(Item.objects.filter(verification=verification, dossier__in=theirs).select_related("dossier", "watch"))


def news_of(desk: AtTheDesk, *, start: int = 0) -> list[News]:
    """What there is to tell the team, the newest first, one more than a page holds."""
    found = News.objects.filter(desk.theirs).select_related("dossier", "item", "read_by")
    return list(found[start : start + ROWS + 1])


def unread_of(desk: AtTheDesk) -> int:
    """How much of it nobody has taken note of."""
    return News.objects.filter(desk.theirs, read=None).count()


def watches_of(desk: AtTheDesk) -> list[Watch]:
    """What the team watches."""
    theirs = Dossier.objects.filter(desk.theirs)
    return list(Watch.objects.filter(item__dossier__in=theirs).select_related("item__dossier").order_by("-id"))


def history_of(desk: AtTheDesk) -> LookupHistory | None:
    """Whether the team keeps a history, and for how long."""
    return LookupHistory.objects.filter(desk.theirs).select_related("by").first()


def lookups_of(desk: AtTheDesk, *, start: int = 0) -> list[Lookup]:
    """What the team looked up, the newest first, one more than a page holds; nothing where it keeps no history."""
    return list(Lookup.objects.filter(desk.theirs).select_related("by")[start : start + ROWS + 1])


def _counted(rows: QuerySet[Item] | QuerySet[News]) -> dict[str, int]:
    return dict(rows.values_list("dossier").annotate(Count("pk")).order_by())
