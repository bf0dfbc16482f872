"""A check of the team ended: if it is of a file that the team watches, or of one that resembles it, that is news."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from verify.cases.likeness_models import FoundLikeness
from verify.cases.models import Verification, VerificationState
from verify.dossiers.models import NewsKind, Watch
from verify.dossiers.services.items import digest_of
from verify.dossiers.services.watching import MOST_TOLD, news_tell
from verify.ledger.models import OpenContent


def turned_up(verification: Verification) -> None:
    """Tell the team's watches, and no other team's, about a check that ended."""
    sha256 = digest_of(verification)
    if verification.state != VerificationState.DONE or not sha256:
        return
    watches = _of_its_team(verification)
    if not watches.exists():
        return
    same = watches.filter(item__sha256=sha256).exclude(item__verification=verification)
    _tell(same, NewsKind.AGAIN, verification)
    _tell(_alike(watches, verification).exclude(item__sha256=sha256), NewsKind.ALIKE, verification)


def _tell(watches: Iterable[Watch], kind: NewsKind, verification: Verification) -> None:
    for watch in watches:
        news_tell(watch, kind, {"check": verification.pk}, f"check {verification.pk}")


def _of_its_team(verification: Verification) -> QuerySet[Watch]:
    found = Watch.objects.select_related("item__dossier")
    if verification.organisation_id is not None:
        return found.filter(item__dossier__organisation=verification.organisation_id)
    if verification.owner_id is None:
        return found.none()
    return found.filter(item__dossier__organisation=None, item__dossier__person=verification.owner_id)


def _alike(watches: QuerySet[Watch], verification: Verification) -> QuerySet[Watch]:
    """Watches of files that resemble a recorded work which this one resembles, or that are such a work themselves."""
    records = list(
        FoundLikeness.objects.filter(verification=verification).values_list("record_id", flat=True)[: 10 * MOST_TOLD]
    )
    if not records:
        return watches.none()
    works = OpenContent.objects.filter(record__in=records).values_list("sha256", flat=True)
    shared = Q(item__verification__likenesses__record_id__in=records) | Q(item__sha256__in=list(works))
    return watches.filter(shared).distinct()
