"""The recorded works that resemble a checked file, as one reader may know them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from provenance.comparison.types import Comparison, FilmComparison, Likeness, PictureComparison, SoundComparison
from provenance.fingerprint.wire import BadFingerprints, from_bytes
from provenance.likeness import Copied, Search, Standing, copied_records, told_as, with_likenesses
from provenance.likeness_params import medium_of
from provenance.report_json import report_from_json
from provenance.sentences import sentence
from provenance.types import Params, Report
from verify import wiring
from verify.cases.cameras import report_with_cameras
from verify.cases.held_codes import asked_of
from verify.cases.likeness_models import FoundLikeness
from verify.cases.likeness_rows import likeness_row, without_heat
from verify.cases.models import Verification
from verify.cases.on_record import report_with_records
from verify.cases.pairs import Pair
from verify.cases.seen_likenesses import pairs_in, pairs_of
from verify.cases.similar import Similar
from verify.cases.uploader import Uploader
from verify.index.errors import FingerprintIndexError
from verify.index.types import How
from verify.ledger.models import Form

NEAR_BITS: Final = 31
MIDDLE_BITS: Final = 60
MIDDLE_VOTES: Final = 20
"""Where the bands end: PDQ's own radius, the one that geometry has to confirm, and what no stranger's picture got."""

CONFIRMED: Final = (Likeness.COPY, Likeness.DIFFERS)


class Band(StrEnum):
    """How near the codes are, as strangers are told: an exact distance would let them feel their way to a picture."""

    NEAR = "near"
    MIDDLE = "middle"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class LikenessView:
    """One recorded work beside the file that was checked; `number` is its address within the check, from 1 on.

    `comparison` never holds its heat picture (`heat_of` gives it), and numbers that measure a distance only for the
    recorder's own team, as `distance` in bits. `has_heat` and `shows_proxy` say what this reader may be given.
    """

    number: int
    record: str
    recorder: str
    standing: Standing
    kind: str
    code: str
    params: Params
    comparison: Comparison
    exact: bool
    not_before: datetime | None
    by: datetime | None
    development: bool
    waiting: bool
    retracted: bool
    sealed: bool
    how: str
    band: Band
    distance: int | None
    has_heat: bool
    shows_proxy: bool

    @property
    def sentence(self) -> str:
        """What is said of it, in English."""
        return sentence(self.code, self.params)


def report_with_likenesses(report: Report, verification: Verification, viewer: Uploader | None) -> Report:
    """A report that has its records already, with the recorded works that resemble its file."""
    pairs = pairs_of(verification, viewer, report.media.sha256)
    return with_likenesses(report, [pair.seen for pair in pairs], Search(verification.search), wiring.now())


def report_with_search(report: Report, similar: Similar) -> Report:
    """The same of a search that is stored nowhere, as everybody may read it."""
    pairs = pairs_in([likeness_row(one) for one in similar.found], None, report.media.sha256)
    return with_likenesses(report, [pair.seen for pair in pairs], similar.search, wiring.now())


def search_of(verification: Verification) -> Search:
    """How far the search among recorded works came."""
    return Search(verification.search)


def likenesses_of(verification: Verification, viewer: Uploader | None) -> tuple[LikenessView, ...]:
    """What this reader may know of each, the earliest record first; empty where there is no report."""
    return tuple(view for view, _ in _views(verification, viewer))


def heat_of(verification: Verification, number: int, viewer: Uploader | None) -> bytes | None:
    """Where a picture differs from a recorded one, as a greyscale PNG; None where this reader may not have it."""
    found = _numbered(verification, number, viewer)
    if found is None or not found[0].has_heat:
        return None
    heat = FoundLikeness.objects.filter(pk=found[1].row.pk).values_list("heat", flat=True).first()
    return bytes(heat) if heat else None


def proxy_of(verification: Verification, number: int, viewer: Uploader | None) -> bytes | None:
    """The recorded picture, small (JPEG or WebP); None where this reader may not see it, or the index is away."""
    found = _numbered(verification, number, viewer)
    if found is None or not found[0].shows_proxy or found[0].kind != "picture":
        return None
    try:
        item = wiring.items().of_subject(found[1].row.subject)
        # What the owner allows now counts, not what was allowed when the page was made.
        may = item is not None and (item.showable or found[1].mine)
        return from_bytes(item.fingerprints).proxy if item is not None and may else None
    except (FingerprintIndexError, BadFingerprints):
        return None


def asked_proxy_of(verification: Verification) -> bytes | None:
    """The prepared picture that was asked about, in the geometry of the comparisons; dies with the file."""
    asked = asked_of(verification)
    return asked.fingerprints.proxy if asked and asked.fingerprints.picture else None


def _numbered(verification: Verification, number: int, viewer: Uploader | None) -> tuple[LikenessView, Pair] | None:
    return next((one for one in _views(verification, viewer) if one[0].number == number), None)


def _views(verification: Verification, viewer: Uploader | None) -> list[tuple[LikenessView, Pair]]:
    if verification.report is None:
        return []
    stored = report_from_json(verification.report)
    reader = viewer.organisation if viewer else None
    report = report_with_cameras(report_with_records(stored, reader=reader), reader=reader)
    pairs = pairs_of(verification, viewer, report.media.sha256)
    copied = copied_records(pair.seen for pair in pairs)
    return [(_view(number, pair, report, copied), pair) for number, pair in enumerate(pairs, 1)]


def _view(number: int, pair: Pair, report: Report, copied: Copied) -> LikenessView:
    seen, row, comparison = pair.seen, pair.row, pair.seen.comparison
    code, params = told_as(seen, report, copied)
    shown = not seen.retracted and pair.work is not None and (pair.mine or pair.work.showable)
    return LikenessView(
        number=number,
        record=seen.record,
        recorder=seen.recorder,
        standing=seen.standing,
        kind=medium_of(comparison),
        code=code,
        params=params,
        comparison=without_heat(comparison) if pair.mine else _without_measures(comparison),
        exact=seen.exact,
        not_before=seen.not_before,
        by=seen.by,
        development=seen.development,
        waiting=seen.waiting,
        retracted=seen.retracted,
        sealed=pair.record.form == Form.SEALED,
        how=How(row.how).name.lower(),
        band=_band(row, comparison.likeness),
        distance=row.distance if pair.mine else None,
        has_heat=shown and row.heat is not None,
        shows_proxy=shown and pair.work is not None and pair.work.comparable,
    )


def _band(row: FoundLikeness, likeness: Likeness) -> Band:
    return Band.NEAR if likeness in CONFIRMED else band_of(row.distance, row.votes)


def band_of(distance: int | None, votes: int) -> Band:
    """How near codes alone are."""
    if distance is not None and distance <= NEAR_BITS:
        return Band.NEAR
    return Band.MIDDLE if (distance is not None and distance <= MIDDLE_BITS) or votes >= MIDDLE_VOTES else Band.FAR


def _without_measures(comparison: Comparison) -> Comparison:
    if isinstance(comparison, PictureComparison):
        return replace(comparison, heat=None, inliers=0, distance=None)
    if isinstance(comparison, FilmComparison):
        sound = comparison.sound and replace(comparison.sound, error_rate=None)
        return replace(comparison, sound=sound)
    return replace(comparison, error_rate=None) if isinstance(comparison, SoundComparison) else comparison
