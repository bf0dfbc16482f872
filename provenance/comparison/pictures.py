"""Two pictures beside each other: the same exposure or not, and where content differs.

`copy` and `differs` are said only where the pixels of both lie on each other to a fraction of a pixel almost everywhere
outside the differing regions. Another shot of the same scene, a look-alike and a coincidence of codes stay `similar`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from provenance.comparison import telling
from provenance.comparison.hypotheses import Hypothesis, flipped, from_codes, from_sights, shown, whole_distance
from provenance.comparison.laying import Laying, laid
from provenance.comparison.sight import Pixels, sight
from provenance.comparison.types import Likeness, PictureComparison
from provenance.fingerprint.types import Fingerprints

_ALIKE: Final = 60
"""Bits of the whole codes up to which two pictures look alike: two of a million pairs of different photographs do."""


def compare_pictures(asked: Fingerprints, recorded: Fingerprints) -> PictureComparison:
    """Compare by pixels where both proxies are there, else by codes; both must be pictures of one preparation."""
    if recorded.picture is None:
        return PictureComparison(Likeness.UNRELATED)
    distance = whole_distance(asked, recorded.picture)
    coded = tuple(from_codes(asked, recorded.picture))
    one, other = sight(asked), sight(recorded)
    if one is None or other is None:
        return _by_codes(coded, distance)
    return _by_pixels(one, other, coded, distance)


def _by_codes(coded: tuple[Hypothesis, ...], distance: int | None) -> PictureComparison:
    for hypothesis in coded:
        if hypothesis.geometry.holds:
            transform = tuple(float(number) for number in hypothesis.geometry.transform.ravel())
            return PictureComparison(
                Likeness.UNCOMPARED,
                inliers=hypothesis.geometry.inliers,
                distance=distance,
                transform=transform,
                mirrored=hypothesis.mirrored,
                turned=telling.quarter(hypothesis.geometry.transform),
            )
    return _unconfirmed(coded, distance)


def _by_pixels(one: Pixels, other: Pixels, coded: tuple[Hypothesis, ...], distance: int | None) -> PictureComparison:
    tried: list[Hypothesis] = []
    for hypothesis in _in_turn(coded, from_sights(one, other)):
        tried.append(hypothesis)
        asked = flipped(one) if hypothesis.mirrored else one
        laying = laid(asked, other, hypothesis.geometry.transform)
        if laying is not None and laying.confirmed:
            return _told(hypothesis, laying, other, distance)
    return _unconfirmed(tried, distance)


def _in_turn(coded: Iterable[Hypothesis], seen: Iterable[Hypothesis]) -> Iterator[Hypothesis]:
    for hypotheses in (coded, seen):
        yield from (one for one in hypotheses if one.geometry.holds)


def _unconfirmed(tried: Iterable[Hypothesis], distance: int | None) -> PictureComparison:
    held = [one.geometry.inliers for one in tried if one.geometry.holds]
    alike = bool(held) or (distance is not None and distance <= _ALIKE)
    likeness = Likeness.SIMILAR if alike else Likeness.UNRELATED
    return PictureComparison(likeness, inliers=max(held, default=0), distance=distance)


def _told(hypothesis: Hypothesis, laying: Laying, other: Pixels, distance: int | None) -> PictureComparison:
    transform, mirrored = laying.alignment.transform, hypothesis.mirrored
    size, other_size = shown(laying.alignment.laid), shown(other)
    found, kept = telling.boxes(laying.differing), telling.kept(laying, other_size)
    placed = [telling.mirrored_box(box, size[0]) for box in found] if mirrored else found
    return PictureComparison(
        Likeness.DIFFERS if found else Likeness.COPY,
        inliers=hypothesis.geometry.inliers,
        distance=distance,
        transform=tuple(float(number) for number in transform.ravel()),
        mirrored=mirrored,
        turned=telling.quarter(transform),
        kept=kept,
        changes=telling.changes(laying, kept, mirrored=mirrored),
        asked_boxes=tuple(telling.box_in(box, size) for box in placed),
        recorded_boxes=tuple(telling.box_in(telling.moved_box(box, transform), other_size) for box in found),
        heat=telling.heat(laying, mirrored=mirrored),
    )
