"""Which recorded works resemble a file: the index nominates, the sandbox compares, and nothing here judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from provenance.comparison.types import Comparison, Likeness, PictureComparison
from provenance.errors import SandboxUnavailable
from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import to_bytes
from provenance.likeness import Relation, Search
from verify import wiring
from verify.cases.likeness_models import IndexedWork, IndexState
from verify.index.errors import FingerprintIndexError
from verify.index.types import ItemId, Nomination, Scope

MOST_NOMINATED: Final = 100
"""As many as the finder answers: many accounts that record one forgery must not push the others out."""
MOST_COMPARED: Final = 12
"""One comparison takes up to a second in the sandbox, some hundredths mostly."""
SURE_BITS: Final = 31
"""The radius at which a global code alone is worth a word where the comparison could not be made (PDQ's own)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about: its fingerprints, and handles of what the steps of its intact chain bind, newest first."""

    fingerprints: Fingerprints = field(repr=False)
    bindings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One recorded work with what came of laying the file beside it."""

    work: IndexedWork
    nomination: Nomination
    comparison: Comparison
    relation: Relation


@dataclass(frozen=True, slots=True)
class Similar:
    """How far the search came, and what it found, nearest first."""

    search: Search
    found: tuple[Found, ...] = ()


def search_similar(asked: Asked | None, scopes: Sequence[Scope], counting: Collection[Scope] = ()) -> Similar:
    """Search among what may be told to these scopes; None is a file without fingerprints.

    Works of the teams in `counting`, whose records the asker goes by, are compared first.
    """
    if asked is None:
        return Similar(Search.NO_CODES)
    try:
        nominated = wiring.finder().nominate(asked.fingerprints, scopes=scopes, most=MOST_NOMINATED)
        chosen = _in_turn(_standing(nominated, scopes), counting)[:MOST_COMPARED]
        items = wiring.items().get([ItemId(one.item) for one, _ in chosen])
        known = [(one, work, items[one.item].fingerprints) for one, work in chosen if one.item in items]
        found = _compared(asked, known)
    except (FingerprintIndexError, SandboxUnavailable):
        return Similar(Search.UNAVAILABLE)
    return Similar(Search.DONE, tuple(found))


def _standing(nominated: Sequence[Nomination], scopes: Sequence[Scope]) -> list[tuple[Nomination, IndexedWork]]:
    works = works_told((one.subject for one in nominated), scopes)
    return [(one, works[one.subject]) for one in nominated if one.subject in works]


def works_told(subjects: Iterable[str], scopes: Sequence[Scope]) -> dict[str, IndexedWork]:
    """Those that are still works of ours, and of these scopes: the index may be behind, or not ours alone."""
    rows = IndexedWork.objects.filter(subject__in=list(subjects), state=IndexState.INDEXED, scope__in=scopes)
    return {work.subject: work for work in rows}


def _in_turn(
    found: Sequence[tuple[Nomination, IndexedWork]], counting: Collection[Scope]
) -> list[tuple[Nomination, IndexedWork]]:
    """Those that count for the asker first; among the others each recorder's likeliest before anybody's second."""
    turns: Counter[str] = Counter()
    ranked: list[tuple[tuple[bool, int], tuple[Nomination, IndexedWork]]] = []
    for one in found:
        recorder = one[1].recorder
        ranked.append(((recorder not in counting, turns[recorder]), one))
        turns[recorder] += 1
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _compared(asked: Asked, known: Sequence[tuple[Nomination, IndexedWork, bytes]]) -> list[Found]:
    if not known:
        return []
    answers = wiring.examiner().compare(to_bytes(asked.fingerprints), [recorded for _, _, recorded in known])
    pairs = [(one, work, answer or _uncompared(one)) for (one, work, _), answer in zip(known, answers, strict=True)]
    return [
        Found(work, one, comparison, relation_of(asked.bindings, work.bindings))
        for one, work, comparison in pairs
        if comparison.likeness is not Likeness.UNRELATED
    ]


def _uncompared(nomination: Nomination) -> Comparison:
    """The comparison could not be made: near global codes are still worth a word, votes alone are not."""
    near = nomination.distance is not None and nomination.distance <= SURE_BITS
    return PictureComparison(Likeness.SIMILAR if near else Likeness.UNRELATED, distance=nomination.distance)


def relation_of(asked: Sequence[str], recorded: Sequence[str]) -> Relation:
    """What the two chains say of each other: handles of what their intact steps bind, newest first."""
    if recorded and recorded[0] in asked:
        return Relation.DERIVED
    return Relation.SOURCE if asked and asked[0] in recorded else Relation.NONE
