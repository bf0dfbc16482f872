"""Edits that their recorders declared on the log: between those two nothing is held against either.

The word of a stranger counts for the stranger's own record only: else whoever doctored a picture could call it an edit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from django.db.models import Q

from chronology.records import Kind
from provenance.comparison.types import Likeness
from provenance.likeness import Relation
from verify.cases.pairs import Pair
from verify.ledger.models import Record

MOST_HOLDERS: Final = 200
"""Records of one content that are asked what they were made from; one party has a handful."""
LONGEST_LINE: Final = 20
"""Declared edits that are followed back; an editorial chain has three or four."""


def declared(pairs: Sequence[Pair], sha256: str | None, counting: Collection[int]) -> tuple[Pair, ...]:
    """The pairs with what the log declares; `counting` are the organisations whose word counts for the reader."""
    if not any(_is_open_question(pair) for pair in pairs):
        return tuple(pairs)
    holders = _holders(pairs, sha256, counting)
    origins = [(one, frozenset(_made_from(one))) for one in holders]
    return tuple(_told(pair, origins, counting) for pair in pairs)


def _is_open_question(pair: Pair) -> bool:
    return pair.seen.comparison.likeness is Likeness.DIFFERS and pair.seen.relation is Relation.NONE


def _holders(pairs: Sequence[Pair], sha256: str | None, counting: Collection[int]) -> list[Record]:
    """The records that hold what was asked about, exactly or as a copy, and whose word may count for one of the pairs.

    Others are left out already here, so that no crowd of accounts pushes out an owner's declaration.
    """
    copies = [pair.record.pk for pair in pairs if pair.seen.comparison.likeness is Likeness.COPY]
    parents = [pair.record.previous_id for pair in pairs if pair.record.kind == Kind.EDITED_FROM]
    organisations = {pair.record.organisation_id for pair in pairs} - {None} | set(counting)
    people = {pair.record.user_id for pair in pairs if pair.record.organisation_id is None}
    whose = Q(organisation_id__in=organisations) | Q(organisation_id=None, user_id__in=people - {None})
    exact = Q(contents__sha256=sha256 or "") & (Q(kind=Kind.EDITED_FROM) & whose | Q(pk__in=parents))
    return list(Record.objects.filter(Q(pk__in=copies) | exact, hidden=None).distinct()[:MOST_HOLDERS])


def _made_from(record: Record) -> Iterator[str]:
    for _step in range(LONGEST_LINE):
        if record.kind != Kind.EDITED_FROM or record.previous is None:
            return
        record = record.previous
        yield record.pk


def _told(pair: Pair, origins: Sequence[tuple[Record, frozenset[str]]], counting: Collection[int]) -> Pair:
    if not _is_open_question(pair):
        return pair
    number, party = pair.record.pk, _party(pair.record)
    if any(number in made_from and _counts(one, party, counting) for one, made_from in origins):
        return replace(pair, seen=replace(pair.seen, relation=Relation.DERIVED))
    if {one.pk for one, _ in origins} & set(_made_from(pair.record)):
        return replace(pair, seen=replace(pair.seen, relation=Relation.SOURCE))
    return pair


def _counts(one: Record, party: tuple[int | None, int | None], counting: Collection[int]) -> bool:
    return one.organisation_id in counting or _party(one) == party


def _party(record: Record) -> tuple[int | None, int | None]:
    return (record.organisation_id, None) if record.organisation_id is not None else (None, record.user_id)
