"""Writing down what a search found, and reading it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

import msgspec
import structlog
from django.db import transaction

from provenance.comparison.types import Comparison, FilmComparison, PictureComparison, SoundComparison
from provenance.likeness_params import medium_of
from verify.cases.likeness_models import FoundLikeness, IndexedWork, IndexState
from verify.cases.models import Verification
from verify.cases.similar import Found, Similar

log = structlog.get_logger("cases")

HEAT_BYTES: Final = 64 * 1024
"""The largest heat picture that is kept; the comparison makes none that is larger."""

SHAPES: Final[dict[str, type[Comparison]]] = {
    "picture": PictureComparison,
    "film": FilmComparison,
    "sound": SoundComparison,
}


@transaction.atomic
def store_similar(verification: Verification, similar: Similar) -> None:
    """Keep what a search found beside its check; a repeated call replaces it, a check that was discarded keeps none.

    Comparing takes seconds: of a work that left the index meanwhile nothing is kept.
    """
    changed = Verification.objects.filter(pk=verification.pk).update(search=similar.search)
    FoundLikeness.objects.filter(verification_id=verification.pk).delete()
    if changed:
        FoundLikeness.objects.bulk_create(likeness_row(one, verification.pk) for one in _still_there(similar))


def _still_there(similar: Similar) -> list[Found]:
    subjects = [one.work.subject for one in similar.found]
    left = IndexedWork.objects.filter(subject__in=subjects).exclude(state=IndexState.LEAVING)
    there = set(left.values_list("subject", flat=True))
    return [one for one in similar.found if one.work.subject in there]


def likeness_row(one: Found, verification_id: str = "") -> FoundLikeness:
    """What was found as a row, not yet stored."""
    heat = heat_in(one.comparison)
    return FoundLikeness(
        verification_id=verification_id,
        subject=one.work.subject,
        record_id=one.work.record_id,
        how=one.nomination.how,
        distance=one.nomination.distance,
        votes=one.nomination.votes,
        medium=medium_of(one.comparison),
        comparison=msgspec.to_builtins(without_heat(one.comparison)),
        relation=one.relation,
        heat=heat if heat and len(heat) <= HEAT_BYTES else None,
    )


def heat_in(comparison: Comparison) -> bytes | None:
    """The picture of differences, where there is one."""
    return comparison.heat if isinstance(comparison, PictureComparison) else None


def without_heat(comparison: Comparison) -> Comparison:
    """The same without its picture of differences."""
    return replace(comparison, heat=None) if isinstance(comparison, PictureComparison) else comparison


def comparison_of(row: FoundLikeness) -> Comparison | None:
    """The comparison as it was stored; None where another version of Firstlight wrote what this one cannot read."""
    try:
        return cast(Comparison, msgspec.convert(cast(Any, row.comparison), SHAPES[row.medium]))
    except (msgspec.ValidationError, KeyError):
        log.warning("likeness_unreadable", medium=row.medium)
        return None
