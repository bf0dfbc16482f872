"""Two films beside each other: which part of one is in the other, and where pictures, order or sound differ.

The codes give first clues, the small pictures of both films decide. Without the recorded film's pictures nothing is
confirmed. Films that look alike but never move alike are two of the same scene: similar, and no more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from provenance.comparison import film_telling as telling
from provenance.comparison.film_clues import FrameVotes, KeyPair, frame_votes, key_pairs
from provenance.comparison.film_evidence import movement
from provenance.comparison.film_laying import Laid, lay
from provenance.comparison.film_marks import marks
from provenance.comparison.film_stretches import steady
from provenance.comparison.film_tracks import decoded
from provenance.comparison.sound_offsets import speaks
from provenance.comparison.sounds import compare_sounds
from provenance.comparison.types import FilmComparison, Likeness, SoundComparison
from provenance.fingerprint.types import FilmCodes, Fingerprints

_VOTES: Final = 4
"""Seconds that look alike at one offset before films are worth a look at their pictures."""

_MATCHING: Final = 0.5
"""Share of the asked film that must match: less is an excerpt in something else."""

_INSIDE: Final = 0.6
"""Share of what lies between the first and the last matching moment that must match."""

_SHORTEST_MS: Final = 2_000
_DRIFT_MS: Final = 1_000
"""Sound may lie this much before or after the pictures in honest copies."""


def compare_films(asked: Fingerprints, recorded: Fingerprints) -> FilmComparison:
    """Lay `asked` along `recorded`; never raises because of what the fingerprints hold."""
    if asked.film is None or recorded.film is None:
        return FilmComparison(Likeness.UNRELATED)
    sound = _sound(asked.film, recorded.film)
    votes, pairs = frame_votes(asked.film, recorded.film), key_pairs(asked.film, recorded.film)
    heard = sound is not None and sound.likeness is not Likeness.UNRELATED
    if votes.votes < _VOTES and len(pairs) < 2 and not heard:
        return FilmComparison(Likeness.UNRELATED)
    ours, theirs = decoded(asked.proxy), decoded(recorded.proxy)
    if ours is None or theirs is None:
        return _of_codes(votes, pairs, sound)
    found = lay(ours, theirs, pairs)
    if found is None or telling.matching_ms(found) < _SHORTEST_MS:
        return _of_codes(votes, pairs, sound, seen=True)
    return _of_pictures(found, sound, asked.film.duration_ms)


def _sound(asked: FilmCodes, recorded: FilmCodes) -> SoundComparison | None:
    """None where either has no sound, or nothing that can be told apart."""
    if asked.sound is None or recorded.sound is None or not (speaks(asked.sound) and speaks(recorded.sound)):
        return None
    return compare_sounds(asked.sound, recorded.sound)


def _of_codes(
    votes: FrameVotes, pairs: list[KeyPair], sound: SoundComparison | None, *, seen: bool = False
) -> FilmComparison:
    """What can be said without pictures, or where they did not agree."""
    enough = 2 * votes.votes >= votes.asked > 0 or len(pairs) >= _VOTES
    likeness = Likeness.UNCOMPARED if enough and not seen else Likeness.SIMILAR
    offset = votes.offset_ms if votes.votes >= _VOTES or not pairs else pairs[0].offset_ms
    return FilmComparison(likeness, offset_ms=offset, sound=sound)


def _of_pictures(found: Laid, sound: SoundComparison | None, duration_ms: int) -> FilmComparison:
    marked, perhaps, recoloured = marks(found)
    span = telling.matching(found)
    told = FilmComparison(
        Likeness.SIMILAR,
        offset_ms=found.alignment.offset(found.alignment.longest()),
        matching=replace(span, end_ms=min(span.end_ms, max(duration_ms, span.start_ms))),
        kept=telling.kept(found),
        changes=telling.changes(found, recoloured=recoloured),
        differing=telling.differing(found, steady(marked), perhaps),
        cuts=telling.cuts(found),
        sound=sound,
    )
    return replace(told, likeness=_likeness(found, told))


def _likeness(found: Laid, told: FilmComparison) -> Likeness:
    """Copy and differing only where most matches, and where the two are shown to be one recording."""
    whole, inside = telling.shares(found)
    if whole < _MATCHING or inside < _INSIDE:
        return Likeness.SIMILAR
    moved = movement(found)
    differs = bool(told.differing or told.cuts) or _other_sound(found, told.sound)
    if not (moved.same or _same_sound(found, told.sound) or (moved.none and not told.differing)):
        return Likeness.SIMILAR
    return Likeness.DIFFERS if differs else Likeness.COPY


def _other_sound(found: Laid, sound: SoundComparison | None) -> bool:
    """Whether another sound lies under the same pictures; a sound that cannot be told to be the same is not."""
    if sound is None or sound.likeness is Likeness.SIMILAR:
        return False
    return sound.likeness is not Likeness.COPY or not _together(found, sound)


def _same_sound(found: Laid, sound: SoundComparison | None) -> bool:
    return sound is not None and sound.likeness in (Likeness.COPY, Likeness.DIFFERS) and _together(found, sound)


def _together(found: Laid, sound: SoundComparison) -> bool:
    offsets = [found.alignment.offset(run) for run in found.alignment.matching()]
    return any(abs(sound.offset_ms - one) <= _DRIFT_MS for one in offsets)
