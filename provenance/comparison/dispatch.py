"""To whom a comparison goes, by what the two media are."""

from __future__ import annotations

from provenance.comparison.films import compare_films
from provenance.comparison.pictures import compare_pictures
from provenance.comparison.sounds import compare_sounds
from provenance.comparison.types import Comparison, Likeness, PictureComparison
from provenance.fingerprint.types import Fingerprints, SoundCodes


def compared(asked: Fingerprints, recorded: Fingerprints) -> Comparison:
    """Compare media of one kind, or two sound tracks; others have nothing in common that could be measured."""
    if asked.preparation != recorded.preparation:
        return PictureComparison(Likeness.UNRELATED)
    if asked.picture is not None and recorded.picture is not None:
        return compare_pictures(asked, recorded)
    if asked.film is not None and recorded.film is not None:
        return compare_films(asked, recorded)
    one, other = _sound(asked), _sound(recorded)
    return PictureComparison(Likeness.UNRELATED) if one is None or other is None else compare_sounds(one, other)


def _sound(prints: Fingerprints) -> SoundCodes | None:
    return prints.film.sound if prints.film is not None else prints.sound
