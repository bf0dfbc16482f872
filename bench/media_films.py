"""What fingerprints of films and sounds cost against their length, and what is found of them after platforms had them.

Decoding is nearly all of the cost, so the speed of a film depends on how far apart its key frames lie; both usual
cases are shown. Real time means the film's own length against processor time of one core.
"""

from __future__ import annotations

import io
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bench.films import clips, fingerprints, fingerprints_of
from fixtures.films import edits, scenes
from fixtures.films.clip import Clip, Coding, written
from fixtures.films.voices import speech
from provenance.comparison.films import compare_films
from provenance.comparison.sounds import compare_sounds
from provenance.comparison.types import Likeness
from provenance.fingerprint.sound import sound_codes
from provenance.fingerprint.types import Fingerprints, SoundCodes
from provenance.gate import Admission, admit
from verify.index.flat import FlatIndex
from verify.index.nominating.film import nominate_film
from verify.index.nominating.film_keys import film_keys
from verify.index.nominating.sound import nominate_sound
from verify.index.nominating.sound_keys import sound_words
from verify.index.types import Entry, ItemId, Space

SPEED_GOAL: Final = 100
OFFSET_GOAL_MS: Final = 1_000
FILMS: Final = 6
_FULL_HD: Final = (1920, 1080)
_SPEED_SECONDS: Final = 20
_SPOKEN_SECONDS: Final = 30
_MOST_A_WORD: Final = 64
_SPEEDS: Final = {
    "a key frame a second": {"crf": "23", "preset": "veryfast", "g": "24", "keyint_min": "24", "sc_threshold": "0"},
    "key frames at cuts": {"crf": "23", "preset": "veryfast"},
}
_VOICES: Final[dict[str, Coding]] = {
    "MP3 64 kbit/s": Coding(container="mp3", sound="libmp3lame", sound_rate=64_000),
    "AAC 32 kbit/s": Coding(sound_rate=32_000),
    "Opus 24 kbit/s": Coding(sound="libopus", sound_rate=24_000, hertz=48_000),
    "8 kHz": Coding(sound="libmp3lame", container="mp3", sound_rate=16_000, hertz=8_000),
}


class Words:
    """The words of a few sounds in memory."""

    def __init__(self) -> None:
        self._places: dict[int, list[tuple[ItemId, int]]] = defaultdict(list)

    def add(self, item: ItemId, sound: SoundCodes) -> None:
        for word, place in sound_words(sound):
            self._places[word].append((item, place))

    def find(self, words: Sequence[int]) -> list[list[tuple[ItemId, int]]]:
        return [self._places[one][:_MOST_A_WORD] for one in words]


@dataclass(frozen=True, slots=True)
class Found:
    """Of how many asked media the right one was nominated first, confirmed, and by how much the offset was wrong."""

    asked: int = 0
    nominated: int = 0
    confirmed: int = 0
    worst_offset_ms: int = 0

    def with_one(self, *, nominated: bool, confirmed: bool, off_ms: int) -> Found:
        """One more."""
        worst = max(self.worst_offset_ms, off_ms if confirmed else 0)
        return Found(self.asked + 1, self.nominated + nominated, self.confirmed + confirmed, worst)


def numbers(photos: Sequence[Path]) -> dict[str, Any]:
    """All figures as one object for JSON."""
    found = films_found(photos) | sounds_found()
    return {
        "real_time": speeds(photos),
        "found": {edit: one.confirmed / one.asked for edit, one in found.items()},
        "nominated": {edit: one.nominated / one.asked for edit, one in found.items()},
        "offset_ms": max(one.worst_offset_ms for one in found.values()),
    }


def lines(photos: Sequence[Path]) -> Iterator[str]:
    """The same for people."""
    yield f"films of 1080p, {_SPEED_SECONDS} s: real time, one core (goal {SPEED_GOAL} at one code a second)"
    for what, value in speeds(photos).items():
        yield f"  {what}: {value:.0f}"
    yield f"films and voices among {FILMS}: nominated first, confirmed, worst offset (goal {OFFSET_GOAL_MS} ms)"
    for edit, one in (films_found(photos) | sounds_found()).items():
        yield f"  {edit}: {one.nominated} and {one.confirmed} of {one.asked}, {one.worst_offset_ms} ms"


def speeds(photos: Sequence[Path]) -> dict[str, float]:
    """Seconds of film for each second of processor time."""
    clip, reply = scenes.film(photos, 4_100, _SPEED_SECONDS, size=_FULL_HD), {}
    for what, options in _SPEEDS.items():
        raw = written(clip, Coding(options=options))
        for proxy in (False, True):
            began = time.thread_time()
            made = fingerprints_of(raw, proxy=proxy)
            spent = time.thread_time() - began
            assert made.film
            kept = "codes and track" if proxy else "codes alone"
            a_second = len(made.film.frames) / _SPEED_SECONDS
            reply[f"{what}, {kept} ({a_second:.1f} codes a second)"] = _SPEED_SECONDS / spent
    reply["the sound track alone"] = _sound_speed()
    return reply


def _sound_speed() -> float:
    raw = written(_voice(1), _VOICES["MP3 64 kbit/s"])
    began = time.thread_time()
    _heard(raw)
    return _SPOKEN_SECONDS / (time.thread_time() - began)


def films_found(photos: Sequence[Path]) -> dict[str, Found]:
    """The whole way for films: fingerprint, nominate by seconds and patches alone, compare."""
    recorded = {ItemId(number + 1): clips(photos, number)[0] for number in range(FILMS)}
    index, kept = FlatIndex(), {item: fingerprints(clip) for item, clip in recorded.items()}
    for item, prints in kept.items():
        _index(index, item, prints)
    reply: dict[str, Found] = defaultdict(Found)
    for item, clip in recorded.items():
        for edit, (change, coding) in edits.PLATFORMS.items():
            asked = fingerprints(change(clip), coding)
            nominees = nominate_film(index, asked)
            found = compare_films(asked, kept[item])
            truth = round((0.22 * clip.seconds + 0.13) * clip.rate) * 1000 // clip.rate if edit == "trimmed" else 0
            reply[edit] = reply[edit].with_one(
                nominated=bool(nominees) and nominees[0].item == item,
                confirmed=found.likeness is Likeness.COPY,
                off_ms=abs(found.offset_ms - truth),
            )
    return dict(reply)


def sounds_found() -> dict[str, Found]:
    """The whole way for sounds: codes, words, comparison; the worst offset is of a piece from the middle."""
    words, kept = Words(), {}
    for number in range(FILMS):
        item = ItemId(number + 1)
        kept[item] = _heard(written(_voice(number)))
        words.add(item, kept[item])
    reply: dict[str, Found] = defaultdict(Found)
    for item, recorded in kept.items():
        voice = _voice(item - 1)
        asked = {f"voice: {what}": (voice, coding, 0) for what, coding in _VOICES.items()}
        asked["voice: hiss"] = (edits.noisy(voice), Coding(), 0)
        asked["voice: ten seconds"] = (edits.trimmed(voice, 8.2, 18.2), _VOICES["AAC 32 kbit/s"], 8_200)
        for edit, (changed, coding, truth) in asked.items():
            heard = _heard(written(changed, coding))
            nominees, found = nominate_sound(words, heard), compare_sounds(heard, recorded)
            reply[edit] = reply[edit].with_one(
                nominated=bool(nominees) and nominees[0].item == item,
                confirmed=found.likeness is Likeness.COPY,
                off_ms=abs(found.offset_ms - truth),
            )
    return dict(reply)


def _index(index: FlatIndex, item: ItemId, prints: Fingerprints) -> None:
    assert prints.film
    entries: dict[Space, list[Entry]] = defaultdict(list)
    for space, place, code in film_keys(prints.film):
        entries[space].append(Entry(item, place, code))
    for space, some in entries.items():
        index.add(space, some)


def _voice(number: int) -> Clip:
    nothing = Clip(0, scenes.RATE, scenes.nothing)
    return replace(nothing, sound=speech(5_000 + number, _SPOKEN_SECONDS, 95 + 17 * number))


def _heard(raw: bytes) -> SoundCodes:
    source = io.BytesIO(raw)
    admission = admit(source, len(raw))
    assert isinstance(admission, Admission), admission
    codes = sound_codes(source, admission)
    assert codes is not None
    return codes
