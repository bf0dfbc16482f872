"""The part of a result on recorded works that resemble the file: what was found, how, since when, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.comparison.types import FilmComparison, Interval, PictureComparison, SoundComparison
from provenance.likeness_params import clock, stretch
from verify.cases.likenesses import Band, LikenessView
from verify.pages.presentation.likeness_signs import sign_of
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.regions import in_words
from verify.pages.presentation.stages import Stage
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated
from verify.pages.presentation.timeline import Stretch, timeline
from verify.pages.presentation.words import Sign, Words

FOUND_BY: dict[str, Words] = {
    "global": gettext_lazy("a code of the whole picture (PDQ)"),
    "local": gettext_lazy("codes of small patches, and where they lie"),
    "frames": gettext_lazy("codes of the pictures, second by second"),
    "sound": gettext_lazy("codes of the sound (Chromaprint)"),
}
BANDS: dict[Band, Words] = {
    Band.NEAR: gettext_lazy("near"),
    Band.MIDDLE: gettext_lazy("in between"),
    Band.FAR: gettext_lazy("far"),
}
MOST_STRETCHES = 20  # of one kind; a film that differs more often differs throughout


@dataclass(frozen=True, slots=True)
class Row:
    """One work: what is said of it, its facts in words, and what can be drawn of it or told second by second."""

    number: int
    record: str
    recorder: str
    sign: Sign
    sentence: str
    by: Moment | None
    facts: tuple[tuple[Words, str], ...]
    stage: Stage | None
    stretches: tuple[tuple[str, str], ...]
    line: tuple[Stretch, ...] = ()


def row(view: LikenessView, stage: Stage | None) -> Row:
    """Return one work as it is shown; a stage only for pictures."""
    return Row(
        number=view.number,
        record=view.record,
        recorder=isolated(view.recorder, 80),
        sign=sign_of(view.code),
        sentence=told(view.code, view.params),
        by=moment(view.by) if view.by else None,
        facts=tuple(_facts(view)),
        stage=stage,
        stretches=tuple(_stretches(view)),
        line=() if view.exact or isinstance(view.comparison, PictureComparison) else timeline(view.comparison),
    )


def _facts(view: LikenessView) -> Iterable[tuple[Words, str]]:
    if view.exact:
        return  # the same bytes were found by their digest, and lie wholly on each other
    yield _("Found by"), str(FOUND_BY.get(view.how, view.how))
    if view.kind == "picture":
        yield _("How near"), _near(view)
    comparison = view.comparison
    if isinstance(comparison, PictureComparison | FilmComparison) and comparison.kept is not None:
        yield _("Seen of the record"), _("%(kept)d %%") % {"kept": min(max(comparison.kept, 0), 100)}
    if isinstance(comparison, FilmComparison | SoundComparison) and comparison.matching is not None:
        yield _("Where it lies"), _where(comparison.matching, comparison.offset_ms)


def _near(view: LikenessView) -> str:
    near = str(BANDS[view.band])
    if view.distance is None:
        return near
    return _("%(band)s: %(bits)d of 256 bits differ") % {"band": near, "bits": view.distance}


def _where(matching: Interval, offset: int) -> str:
    return _("%(part)s of this file; this file begins at %(offset)s of the record") % {
        "part": stretch(matching),
        "offset": clock(offset),
    }


def _stretches(view: LikenessView) -> Iterable[tuple[str, str]]:
    comparison = view.comparison
    if isinstance(comparison, FilmComparison):
        yield from ((stretch(one.interval), _pictures(one.boxes)) for one in comparison.differing[:MOST_STRETCHES])
        yield from _sound(comparison.sound)
        yield from _told(comparison.cuts, _("left out here; the record has it (times of the record)"))
    elif isinstance(comparison, SoundComparison):
        yield from _sound(comparison)


def _pictures(boxes: Sequence[object]) -> str:
    if not boxes:
        return _("the pictures differ")
    return _("the pictures differ: %(places)s") % {"places": "; ".join(in_words(one) for one in boxes[:3])}  # type: ignore[arg-type]


def _sound(sound: SoundComparison | None) -> Iterable[tuple[str, str]]:
    if sound is not None:
        yield from _told(sound.splices, _("the sound is another one"))
        yield from _told(sound.cuts, _("sound left out here; the record has it (times of the record)"))


def _told(found: Sequence[Interval], words: str) -> Iterable[tuple[str, str]]:
    return ((stretch(one), words) for one in found[:MOST_STRETCHES])
