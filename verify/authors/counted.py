"""Whose statements a reader goes by: those of the own organisation, and those of the authors it counts."""

from __future__ import annotations

from verify.accounts.models import Organisation
from verify.authors.models import CountedAuthor, Principal


def counted_ids(organisation: Organisation | None) -> frozenset[str]:
    """The public ids of the authors whose statement may be named in a headline before this organisation's people."""
    if organisation is None:
        return frozenset()
    counted = CountedAuthor.objects.filter(organisation=organisation).values_list("principal_id", flat=True)
    own = Principal.objects.filter(organisation=organisation).values_list("pk", flat=True)
    return frozenset(counted) | frozenset(own)


def counted_of(organisation: Organisation) -> tuple[CountedAuthor, ...]:
    """The authors that an organisation counts, in the order in which it took them in."""
    rows = CountedAuthor.objects.filter(organisation=organisation).select_related("principal__organisation")
    return tuple(rows.order_by("created", "pk"))
